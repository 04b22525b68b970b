import { evaluateAccount, evaluateGroup } from '../core/evaluate'
import { noneExempt, type ExemptRules } from '../core/profiles/exempt-categories'
import type { Profile } from '../core/profiles/profile'
import type { ControlResult } from '../core/results'
import type { Verdict } from '../findings/verdict'
import { byKind, type DeliveredReading } from './delivered-readings'
import { verdictFrom } from './verdicts-of'

type Judged = {
  readonly connectionId: string
  /** Groups that are there. */
  readonly groupIds: readonly string[]
  /** The audit read everything. One that did not closes nothing, whatever it did read. */
  readonly complete: boolean
  /** Which rules do not hold anywhere in the club. */
  readonly exempt?: ExemptRules
}

/**
 * What the profile's controls make of a club's own account and of each of its groups that the audit
 * asked for. A group has its own settings, which hold for its people in the account's place.
 */
export function verdictsOfAccount(
  profile: Profile,
  delivered: readonly DeliveredReading[],
  { connectionId, groupIds, complete, exempt = noneExempt }: Judged,
): Verdict[] {
  const verdict = verdictFrom(complete)
  const ofAccount = delivered.filter(({ subjectId }) => subjectId === connectionId)
  const account = byKind(ofAccount)
  const accountResults = evaluateAccount(profile, account, exempt)
  const ofGroups = groupIds.flatMap((groupId) => {
    const ofGroup = delivered.filter(({ subjectId }) => subjectId === groupId)
    if (ofGroup.length === 0) return []
    const group = { subjectKind: 'group', subjectId: groupId } as const
    const rests = [...ofAccount, ...ofGroup]
    return evaluateGroup(profile, { ...account, ...byKind(ofGroup) }, exempt).map((each) =>
      verdict(group, rests, asInAccount(each, accountResults)),
    )
  })
  const subject = { subjectKind: 'account', subjectId: connectionId } as const
  return [...accountResults.map((each) => verdict(subject, ofAccount, each)), ...ofGroups]
}

/**
 * A group that is set as its account is opens no finding of its own: it has the account's settings,
 * and one cause would be shown once for every group.
 */
function asInAccount(group: ControlResult, account: readonly ControlResult[]): ControlResult {
  const same = account.some(
    ({ control, result, because }) =>
      control === group.control && result === group.result && because === group.because,
  )
  return same ? { ...group, derived: true } : group
}
