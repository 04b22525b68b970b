import type { SessionState } from '#lib/core/session-status'
import type { Session } from '#lib/sessions/get-session'

type Words = { title: string; text: string }

/** What a coming session's state means for whoever has to decide about it. */
export const meaningOf: Readonly<Record<SessionState, Words>> = {
  to_mend: {
    title: 'Not safe yet',
    text: 'Open what is not met: it says how to mend it. Then check again.',
  },
  not_checked: {
    title: 'Nobody has looked yet',
    text: 'We do not know whether this session is safe. Ask for a check, or wait for the next one.',
  },
  could_not_check: {
    title: 'We do not know',
    text: 'Zoom did not answer, or did not tell us everything. Treat the session as not yet safe.',
  },
  out_of_date: {
    title: 'Checked too long ago',
    text: 'It was as it should be when we last looked. That is too long ago to rely on.',
  },
  risk_accepted: {
    title: 'A risk is accepted',
    text: 'Not everything is as it must be. Two people agreed to accept that, until a day.',
  },
  ready: {
    title: 'Ready',
    text: 'When we last looked, everything that must be so was so.',
  },
}

/** An officer said so: in the club's own Zoom account that is for officers to say. */
export const excludedWords = (reason: string): Words => ({
  title: 'This is no club session',
  text: `An officer of the club said so: “${reason}”. Nothing new is read of it.`,
})

/** Why a session is not among the coming ones any more. */
export const endedWords: Readonly<Record<NonNullable<Session['ended']>, Words>> = {
  past: {
    title: 'This session is over',
    text: 'The past cannot be checked or mended. What was found stays on record below.',
  },
  removed: {
    title: 'This session was removed',
    text: 'It is no longer in the coach’s Zoom account.',
  },
  no_longer_a_session: {
    title: 'This is no longer a club session',
    text: 'Its coach said so. Nothing new is read of it.',
  },
  left: {
    title: 'This is no longer a club session',
    text: 'Its coach left the club, or no longer shares this Zoom account with it.',
  },
}
