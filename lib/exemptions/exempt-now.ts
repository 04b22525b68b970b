import { and, eq, inArray, isNotNull, sql } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { exemptions } from '#db/schema/exemptions'
import { termOf, untilOf } from '../core/exemptions/term-of'
import { exemptRules, type ExemptRules } from '../core/profiles/exempt-categories'
import type { Profile } from '../core/profiles/profile'

/**
 * Says of a session or, with null, of the whole club which rules do not hold there now, by what its
 * people said and a second person agreed to. Asks the database only where the rules name a category.
 */
export async function exemptNow(
  tx: Tx,
  { exempt = [] }: Profile,
  now: Date,
): Promise<(sessionId: string | null) => ExemptRules> {
  const keys = exempt.map(({ key }) => key)
  const rows =
    keys.length === 0
      ? []
      : await tx
          .select()
          .from(exemptions)
          .where(and(eq(exemptions.state, 'in_force'), inArray(exemptions.categoryKey, keys)))
  const terms = rows.map((row) => termOf(row, exempt))
  const found = new Map<string | null, ExemptRules>()
  return (sessionId) => {
    const known = found.get(sessionId) ?? exemptRules(exempt, terms, now, sessionId)
    found.set(sessionId, known)
    return known
  }
}

/** When it last changed what does not apply in this club: somebody agreed, took it back, or it ended. */
export async function exemptionsChangedAt(tx: Tx, now: Date): Promise<Date | null> {
  const at = now.toISOString()
  const { endedAt, lapsesAt, confirmedAt } = exemptions
  const end = sql`least(coalesce(${endedAt}, ${lapsesAt}), ${lapsesAt})`
  const [row] = await tx
    .select({
      changedAt: sql<Date | null>`max(case when ${end} <= ${at}::timestamptz
        then greatest(${end}, ${confirmedAt}) else ${confirmedAt} end)`.mapWith(confirmedAt),
    })
    .from(exemptions)
    .where(isNotNull(confirmedAt))
  return row?.changedAt ?? null
}

/** When the next one ends by itself; null where none will. */
export async function nextLapse(tx: Tx, { exempt = [] }: Profile, now: Date): Promise<Date | null> {
  const rows = await tx
    .select()
    .from(exemptions)
    .where(inArray(exemptions.state, ['waiting', 'in_force']))
  const coming = rows.map((row) => untilOf(row, exempt)).filter((until) => until > now)
  return coming.length === 0 ? null : new Date(Math.min(...coming.map(Number)))
}
