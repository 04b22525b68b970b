import type { NoticeKind } from './notice'

/** What each kind of mail is about, for a list of what was sent to others: no words of the mail. */
export const noticeKindWords: Readonly<Record<NoticeKind, string>> = {
  session_unsafe: 'A session is not set up safely',
  session_unsafe_soon: 'A session that starts soon is not set up safely',
  connection_ended: 'Zoom is no longer connected',
  link_posted: 'A session’s link stands in public',
  mend_asked: 'Asked to mend something',
  mended: 'What was asked for is mended',
  changed_for_coach: 'Something was changed in Zoom for them',
  statement_lapses: 'A statement will lapse',
  reminder: 'A reminder of what is due',
  acceptance_asked: 'Asked to accept a risk',
  acceptance_decided: 'A risk was decided on',
  acceptance_ending: 'An accepted risk will end',
  acceptance_ended: 'An accepted risk has ended',
  exemption_asked: 'Asked whether rules do not apply',
  exemption_decided: 'It was decided whether rules apply',
  exemption_lapses: 'Rules will soon apply again',
  sign_off_asked: 'Asked to read and agree',
  sign_off_chased: 'Reminded to read and agree',
  sign_off_receipt: 'A receipt for what they signed',
  sign_off_question: 'Somebody has a question',
  sign_off_declined: 'Somebody does not agree',
  not_cleared: 'Somebody is not cleared to start',
  erasure_asked: 'Somebody asks to be erased',
  erasure_planned: 'Somebody who left will be erased',
  erasure_answered: 'Told what became of being erased',
}

/** Why a mail did not reach them, in words. */
export const failureWords: Readonly<Record<string, string>> = {
  refused: 'Their mail server did not take it. Ask them whether the address is right.',
  not_reached: 'Their mail server could not be reached for three days.',
  no_address: 'They have no address with us any more.',
  bounced: 'It came back. Ask them whether the address is right.',
  complained:
    'They, or their mail server, marked it as unwanted. Ask them to look in their junk mail.',
}
