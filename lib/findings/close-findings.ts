import { and, eq, inArray } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { findingEvents, findings } from '#db/schema/results'
import { endOfFindings } from '../acceptances/end-of-findings'
import type { Context } from '../context'
import { newId } from '../ids'
import { inChunks } from './in-chunks'

export type OpenFinding = Pick<
  typeof findings.$inferSelect,
  'id' | 'state' | 'subjectKind' | 'subjectId' | 'control'
>

export type Closing = {
  readonly finding: OpenFinding
  readonly reason: NonNullable<(typeof findings.$inferSelect)['closeReason']>
  readonly because: string
  readonly auditId: string | null
  readonly at: Date
}

/** Closes findings that are open, each with its reason in the history. */
export async function closeFindings(
  tx: Tx,
  ctx: Context,
  closings: readonly Closing[],
): Promise<void> {
  for (const reason of new Set(closings.map((closing) => closing.reason))) {
    const group = closings.filter((closing) => closing.reason === reason)
    await inChunks(group, async (chunk) => {
      const ids = chunk.map((closing) => closing.finding.id)
      await endOfFindings(tx, ctx, ids, reason, chunk[0]?.at ?? ctx.now)
      await tx
        .update(findings)
        .set({
          ...{ state: 'closed', closeReason: reason, closedAt: chunk[0]?.at ?? ctx.now },
          ...{ acceptanceId: null, acceptedUntil: null },
        })
        .where(and(eq(findings.state, 'open'), inArray(findings.id, ids)))
    })
  }
  const events = closings.map(({ finding, reason, because, auditId, at }) => ({
    organisationId: ctx.organisation.id,
    id: newId(),
    findingId: finding.id,
    event: 'closed' as const,
    closeReason: reason,
    because,
    auditId,
    at,
  }))
  await inChunks(events, (chunk) => tx.insert(findingEvents).values(chunk))
}
