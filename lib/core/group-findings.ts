import type { SubjectKind } from './control-words'
import type { Level } from './results'

/** What a finding needs to be told apart by its cause. */
export type Caused = {
  readonly control: string
  readonly level: Level
  readonly subjectKind: SubjectKind
  /** The Zoom account, by its connection, in which it was found. */
  readonly accountId: string
  /** The club's own account that this one is a part of; null where it is nobody's part. */
  readonly viaAccountId: string | null
  /** Its risk is accepted: it is counted apart from what is to mend. */
  readonly accepted: boolean
}

/** Findings with one cause: one thing to do. */
export type Cause<Finding> = {
  /** Where to begin: what the others inherit, or else the first of them. */
  readonly first: Finding
  readonly others: readonly Finding[]
}

/**
 * Findings by their cause, in the order in which the first of each was given: a rule that is not met
 * in one account is one thing to do, in however many sessions; and one in all of a club's own
 * account, where the account itself does not meet it. None is lost, and none stands twice.
 */
export function groupByCause<Finding extends Caused>(
  findings: readonly Finding[],
): Cause<Finding>[] {
  const above = new Set(findings.filter(isOfAccount).map((each) => causeIn(each, each.accountId)))
  const groups = new Map<string, Finding[]>()
  for (const finding of findings) {
    const { accountId, viaAccountId } = finding
    const inAll = causeIn(finding, viaAccountId ?? accountId)
    const key = above.has(inAll) ? inAll : causeIn(finding, accountId)
    groups.set(key, [...(groups.get(key) ?? []), finding])
  }
  return [...groups.values()].flatMap((group) => {
    const [one] = group.toSorted((a, b) => reach(a) - reach(b))
    return one ? [{ first: one, others: group.filter((each) => each !== one) }] : []
  })
}

const isOfAccount = ({ subjectKind }: Caused) => subjectKind === 'account'

const causeIn = ({ control, level, accepted }: Caused, accountId: string) =>
  `${level} ${control} ${accepted ? 'accepted' : ''} ${accountId}`

/** What more of the others inherit comes first. */
const kinds: readonly SubjectKind[] = ['account', 'group', 'user', 'meeting', 'coach', 'club']

const reach = ({ subjectKind }: Caused) => kinds.indexOf(subjectKind)
