import type { SubjectKind } from '#lib/core/control-words'
import { isOfRegister } from '#lib/core/register/finding-words'
import type { Face } from '#lib/core/status'

type Closing = { status: Face; tag: string; sentence: string }

/** How a finding can have ended. Only a later check that saw the mend counts as mended. */
const closings: Record<string, Closing> = {
  mended: {
    status: 'met',
    tag: 'Mended',
    sentence: 'A later check saw that it is mended.',
  },
  session_ended_unsafe: {
    status: 'not_met',
    tag: 'Took place unsafe',
    sentence: 'The session took place before this was mended. The past cannot be mended.',
  },
  removed: {
    status: 'not_applicable',
    tag: 'Session removed',
    sentence: 'The session is gone, so there is nothing left to mend. It was not seen mended.',
  },
  rule_withdrawn: {
    status: 'not_applicable',
    tag: 'Rule withdrawn',
    sentence: 'The rule is no longer asked for. It was not seen mended.',
  },
  stated: {
    status: 'not_applicable',
    tag: 'Stated',
    sentence: 'Somebody said that it is dealt with. Zoom cannot tell, so it was not seen mended.',
  },
  left: {
    status: 'not_applicable',
    tag: 'No longer checked',
    sentence: 'The coach left, or no longer shares this Zoom account. It was not seen mended.',
  },
}

/** The same of a club's own account and its groups, where that is another matter. */
const ofAccount: Record<string, Closing> = {
  removed: {
    status: 'not_applicable',
    tag: 'Group removed',
    sentence: 'The group is no longer in the Zoom account. It was not seen mended.',
  },
  left: {
    status: 'not_applicable',
    tag: 'No longer checked',
    sentence: 'The club disconnected its own Zoom account. It was not seen mended.',
  },
}

/** The same of people on the register and of the club: nobody had to look in Zoom. */
const ofRegister: Record<string, Closing> = {
  mended: {
    status: 'met',
    tag: 'Put right',
    sentence: 'What was missing is there.',
  },
  rule_withdrawn: {
    status: 'not_applicable',
    tag: 'Rule withdrawn',
    sentence: 'This is no longer asked for. It was not put right.',
  },
  left: {
    status: 'not_applicable',
    tag: 'No longer here',
    sentence: 'They left the club’s register. It was not put right.',
  },
}

/** The words for a reason; one that we do not know is not taken for a mend. */
export const closingWords = (reason: string | null, subject: SubjectKind): Closing =>
  ofSubject(subject)[reason ?? ''] ??
  closings[reason ?? ''] ?? {
    status: 'not_applicable',
    tag: 'Closed',
    sentence: 'It is closed. It was not seen mended.',
  }

function ofSubject(subject: SubjectKind): Record<string, Closing> {
  if (isOfRegister(subject)) return ofRegister
  return subject === 'account' || subject === 'group' ? ofAccount : {}
}
