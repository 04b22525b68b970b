import { and, eq } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { acceptances } from '#db/schema/acceptances'
import { findings } from '#db/schema/results'
import type { Context } from '../context'
import { endingSoonAt } from '../core/acceptances/acceptance-limit'
import { conflict } from '../core/errors'
import { dueAdd } from '../jobs/due'
import type { WrittenNotice } from '../notices/written-notice'
import { appendEvent, type Acceptance } from './append-event'
import { tellOfAcceptance } from './tell-of-acceptance'

export type Decision = {
  readonly decision: 'approved' | 'refused'
  readonly by: { readonly userId: string; readonly name: string }
  readonly why: string
  readonly at: Date
}

/**
 * Writes what a second person decided on a request that still waits: the row, its history, its
 * evidence, the finding beside it where it is accepted, and the news. Throws `conflict` where
 * somebody was first, or the finding is not open any more.
 */
export async function applyDecision(
  tx: Tx,
  ctx: Context,
  acceptance: Acceptance,
  { decision, by, why, at }: Decision,
): Promise<readonly WrittenNotice[]> {
  const [decided] = await tx
    .update(acceptances)
    .set({
      ...{ state: decision, decidedBy: by.userId, decidedByName: by.name },
      ...{ decidedAt: at, decisionWhy: why },
    })
    .where(and(eq(acceptances.id, acceptance.id), eq(acceptances.state, 'requested')))
    .returning()
  if (!decided) throw conflict()
  await appendEvent(tx, ctx, decided, { event: decision, by, why, at })
  if (decision === 'approved') await accept(tx, ctx, decided)
  return tellOfAcceptance(tx, ctx, decided.id, 'acceptance_decided', at)
}

async function accept(tx: Tx, ctx: Context, acceptance: Acceptance): Promise<void> {
  const accepted = await tx
    .update(findings)
    .set({ acceptanceId: acceptance.id, acceptedUntil: acceptance.until })
    .where(and(eq(findings.id, acceptance.findingId), eq(findings.state, 'open')))
    .returning({ id: findings.id })
  if (!accepted[0]) throw conflict('This is closed: there is no risk left to accept.')
  const soon = endingSoonAt(ctx.now, acceptance.until)
  await dueAdd(tx, 'acceptance', acceptance.id, soon ?? acceptance.until)
}
