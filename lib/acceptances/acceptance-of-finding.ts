import { desc, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { acceptances } from '#db/schema/acceptances'
import { findings } from '#db/schema/results'
import { onlyCoach } from '../coaches/only-coach'
import { mayBeCoach } from '../coaches/who-may-be-coach'
import { actorUserId, type Context } from '../context'
import { liveAcceptances, mayTake, type AcceptanceState } from '../core/acceptances/acceptance'
import { acceptanceLimit, lastDay } from '../core/acceptances/acceptance-limit'
import { notFound } from '../core/errors'
import { mayRole } from '../core/permissions'
import { id } from '../ids'
import { effectiveProfile } from '../profiles/effective-profile'
import { query } from '../query'
import type { Acceptance } from './append-event'

/** The newest that was asked for about a finding. */
export type ShownAcceptance = Pick<
  Acceptance,
  | 'requestedByName'
  | 'requestedAt'
  | 'reason'
  | 'until'
  | 'aboveName'
  | 'decidedByName'
  | 'decidedAt'
  | 'decisionWhy'
  | 'endedAt'
  | 'endReason'
> & { readonly acceptanceId: string; readonly state: AcceptanceState }

export type AcceptanceOfFinding = {
  readonly newest: ShownAcceptance | null
  /** Where the reader may ask now: the last day that they may ask for. */
  readonly ask: { readonly lastDay: string } | null
  /** Whether the reader may decide now and, where an officer may not, why. */
  readonly decide: 'may' | 'own' | 'concerned' | 'above' | null
  readonly mayWithdraw: boolean
}

/** What was asked about the risk of a finding, and what the reader may do about it now. */
export const acceptanceOfFinding = query({
  permission: 'finding.read',
  input: z.object({ findingId: id }),
  async run(tx, ctx, { findingId }): Promise<AcceptanceOfFinding> {
    const own = onlyCoach(ctx)
    const [finding] = await tx.select().from(findings).where(eq(findings.id, findingId))
    if (!finding || (own && finding.coachId !== own)) throw notFound()
    const [row] = await tx
      .select()
      .from(acceptances)
      .where(eq(acceptances.findingId, findingId))
      .orderBy(desc(acceptances.requestedAt), desc(acceptances.id))
      .limit(1)
    const isLive = row !== undefined && liveAcceptances.includes(row.state)
    const mayAsk = mayRole(ctx.roles, 'acceptance.ask')
    return {
      newest: row ? { ...row, acceptanceId: row.id } : null,
      ask:
        mayAsk && finding.state === 'open' && !isLive
          ? await askable(tx, ctx, finding.control)
          : null,
      decide: row ? await decideOf(tx, ctx, row) : null,
      mayWithdraw: mayAsk && row !== undefined && mayTake(row.state, 'withdraw'),
    }
  },
})

async function askable(tx: Tx, ctx: Context, control: string) {
  const longest_days = acceptanceLimit(await effectiveProfile(tx, ctx, ctx.now), control)
  return longest_days === null ? null : { lastDay: lastDay(longest_days, ctx.now) }
}

async function decideOf(
  tx: Tx,
  ctx: Context,
  row: Acceptance,
): Promise<AcceptanceOfFinding['decide']> {
  if (!mayRole(ctx.roles, 'acceptance.decide') || !mayTake(row.state, 'approve')) return null
  if (row.aboveId !== null) return 'above'
  const reader = actorUserId(ctx)
  if (row.requestedBy === reader) return 'own'
  return (await mayBeCoach(tx, row.coachId, reader ?? '')) ? 'concerned' : 'may'
}
