import { Notice } from '../components/notice'

const words = {
  name: 'Your name is saved.',
  time_zone: 'It is saved. Reminders come by the clock there.',
  email: 'Your new address is saved. Use it the next time you sign in.',
  elsewhere: 'You are signed in on this device only.',
  invited: 'The invitation is sent.',
  sent: 'The invitation is sent again, with a new link. The old link no longer works.',
  withdrawn: 'The invitation is taken back. Its link no longer works.',
  ended: 'They no longer have this post here.',
  approved: 'The club is let in. Whoever asked gets an e-mail.',
  declined: 'You said no. Whoever asked gets an e-mail, and may ask again.',
  stated: 'It is on record, in your words. It shows as stated, never as checked.',
  verified: 'You are on record as the second person.',
  taken_back: 'The statement is taken back. It counts no more.',
  put_in: 'It is on record. Somebody else looks at it next.',
  no_more: 'It counts no more.',
  off_the_list: 'They are off your list. What was checked stays on record.',
  offered: 'The role is offered. It is theirs once they say yes.',
  answered: 'Your answer is on record.',
  handover_begun: 'The handover has begun. Both have the role until its last day.',
  role_ends: 'It is on record when the role ends.',
  erasure_asked: 'It is on record. What is in your own record is erased.',
  erasure_withdrawn: 'It is taken back. Clubs that have erased you already cannot undo it.',
  erasure_planned: 'It is planned. Until then you or another officer can stop it.',
  erasure_kept: 'It is kept. Whoever asked sees why.',
  hold_placed: 'Nothing about them is erased until a second person ends this.',
  hold_ended: 'What is due is erased again.',
  claim_offered: 'The other club has it now. Somebody there looks at it next.',
  merged: 'The two entries are one now. What came over is to be looked at again.',
  cleared: 'It is on record.',
  credential_verified: 'You are on record as the second person.',
  risk_accepted: 'You said yes. The club sees it in a moment.',
  risk_refused: 'You said no. The club sees it in a moment.',
  exempt_said: 'It is on record. All rules hold until a second person agrees.',
  exempt_confirmed: 'You agreed. The rules that it leaves out do not apply there in a moment.',
  exempt_refused: 'You did not agree. All rules hold as before.',
  exempt_above_confirmed: 'You agreed. What your rules leave out does not apply there in a moment.',
  exempt_above_refused: 'You did not agree. All of your rules hold there as before.',
  exempt_withdrawn: 'It is taken back. All rules hold there again in a moment.',
  rules_saved: 'Your draft is saved. Nobody is checked by it until you publish it.',
  rules_asked: 'Your clubs are being looked at. The numbers come in below.',
  rules_published:
    'The rules are published. From the day they count, everything is checked by them.',
  rules_thrown: 'The draft is thrown away.',
  sign_off_signed: 'It is on record that you agreed. Your receipt is below.',
  sign_off_declined: 'Your welfare officer knows that you do not agree, and talks to you.',
  sign_off_asked: 'Your question is with your welfare officer.',
  sign_off_newer: 'There is a newer version. Please read this one.',
  sign_off_chased: 'The reminder goes out in the daytime.',
  sign_off_answered: 'It is on record that you answered.',
  drill_begun: 'Everybody who holds online sessions is asked for the drill.',
  policy_saved: 'Your draft is saved. Nobody else sees it until you publish it.',
  policy_published: 'It is published. From now on a mistake in it is mended by a new version.',
  policy_thrown: 'The draft is thrown away. What was published stays.',
  policy_withdrawn: 'It is withdrawn. Nobody is asked to follow it any more.',
  policy_adopted: 'Your club has adopted it. That is on record, with your name and the time.',
  policy_postponed: 'It is on record why not yet. It stays on your list.',
} as const

const isKnown = (done: unknown): done is keyof typeof words =>
  typeof done === 'string' && Object.hasOwn(words, done)

/** Confirms what was just done, as the address says it. */
export function Done({ done }: { done: unknown }) {
  return isKnown(done) ? <Notice tone="good" title={words[done]} live /> : null
}
