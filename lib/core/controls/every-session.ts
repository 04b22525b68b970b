import type { ControlResult, Judgement } from '../results'
import type { Control } from './control'
import { couldNotCheck, met, notApplicable, notMet } from './judge'
import { inMeeting } from './mend-steps'
import { sources } from './sources'

/** M01: the session keeps to every MUST that a session can set for itself. */
export const everySession: Control = {
  id: 'M01',
  version: 1,
  level: 'MUST',
  title: 'Every coming session keeps to the rules, whatever the account’s settings are',
  headline: 'A coming session does not keep to the rules',
  meetingHeadline: 'This session does not keep to the rules',
  why:
    'A session can be set otherwise than the account it is held with. What counts is the session ' +
    'that the children join.',
  source: sources.nspcc,
  mend: inMeeting(
    ['Mend what is listed for this session, one thing after the other.'],
    ['Mend what is listed for this session, one thing after the other.'],
  ),
  whoCanMend: 'host',
  derived: true,
  deriveFromMeeting(others) {
    const musts = others.filter((each) => each.level === 'MUST')
    const unmet = musts.filter((each) => each.result === 'not_met')
    const [unknown, ...more] = musts.filter((each) => each.result === 'could_not_check')
    if (unmet.length > 0) return notMet(`Not met in this session: ${names(unmet)}.`)
    if (unknown?.reason) return unknownFor(unknown.reason, [unknown, ...more])
    return musts.some((each) => each.result === 'met')
      ? met('The session itself meets every MUST that is set for each session.')
      : notApplicable('The profile has no MUST that a session sets for itself.')
  },
}

const unknownFor = (
  reason: NonNullable<Judgement['reason']>,
  unknown: readonly ControlResult[],
): Judgement => couldNotCheck(reason, `Could not be checked in this session: ${names(unknown)}.`)

const names = (results: readonly ControlResult[]): string =>
  results.map(({ control }) => control).join(', ')
