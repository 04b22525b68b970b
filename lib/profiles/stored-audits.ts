import { and, desc, eq, gte } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { clubAudits } from '#db/schema/audits'
import { deliveredReadings, type DeliveredReading } from '../audits/delivered-readings'
import { verdictsOf } from '../audits/verdicts-of'
import { verdictsOfAccount } from '../audits/verdicts-of-account'
import type { ExemptRules } from '../core/profiles/exempt-categories'
import type { Profile } from '../core/profiles/profile'
import type { Verdict } from '../findings/verdict'

/** What a club has of an audit that was judged, and of what nothing newer was read. */
export type StoredAudit = {
  readonly auditId: string
  readonly readAt: Date
  readonly complete: boolean
  readonly isAccount: boolean
  readonly readings: readonly DeliveredReading[]
  readonly newestOf: ReadonlySet<string>
}

/**
 * What is known of a connection by what was read and judged: its last audit of the whole account,
 * and later ones of parts of it; the oldest first. None where it was never read whole.
 */
export async function storedAudits(tx: Tx, connectionId: string): Promise<StoredAudit[]> {
  const isJudged = and(eq(clubAudits.connectionId, connectionId), eq(clubAudits.state, 'judged'))
  const [whole] = await tx
    .select({ readAt: clubAudits.readAt })
    .from(clubAudits)
    .where(and(isJudged, eq(clubAudits.whole, true)))
    .orderBy(desc(clubAudits.readAt))
    .limit(1)
  if (!whole?.readAt) return []
  const since = await tx
    .select()
    .from(clubAudits)
    .where(and(isJudged, gte(clubAudits.readAt, whole.readAt)))
    .orderBy(desc(clubAudits.readAt), desc(clubAudits.id))
  const seen = new Set<string>()
  const stored: StoredAudit[] = []
  for (const { id: auditId, readAt, complete, coachId } of since) {
    const readings = await deliveredReadings(tx, auditId)
    const subjects = new Set(readings.map(({ subjectId }) => subjectId))
    const newestOf = new Set([...subjects].filter((subject) => !seen.has(subject)))
    for (const subject of newestOf) seen.add(subject)
    stored.push({
      ...{ auditId, readings, newestOf, isAccount: coachId === null, complete: complete === true },
      readAt: readAt ?? whole.readAt,
    })
  }
  return stored.toReversed()
}

/** What a profile makes of a stored audit: of each subject that nothing newer was read of. */
export function verdictsAgain(
  profile: Profile,
  { readings, newestOf, isAccount, complete }: StoredAudit,
  connectionId: string,
  /** Sessions that are to come or, of a club's own account, groups that are there. */
  subjectIds: readonly string[],
  exemptFor: (sessionId: string | null) => ExemptRules,
): Verdict[] {
  const of = { connectionId, complete }
  const verdicts = isAccount
    ? verdictsOfAccount(profile, readings, { ...of, groupIds: subjectIds, exempt: exemptFor(null) })
    : verdictsOf(profile, readings, { ...of, sessionIds: subjectIds, exemptFor })
  return verdicts.filter(({ subjectId }) => newestOf.has(subjectId))
}
