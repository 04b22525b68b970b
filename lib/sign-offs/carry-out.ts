import { and, eq, inArray } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { signOffRequests } from '#db/schema/sign-offs'
import type { Context } from '../context'
import type { Plan } from '../core/sign-offs/plan'
import { openStates } from '../core/sign-offs/state'
import { newId } from '../ids'
import { appendEvents } from './append-event'

/**
 * Does what a plan says, with its history. Returns the requests that reach somebody now, who are to
 * be told of them.
 */
export async function carryOut(tx: Tx, ctx: Context, plan: Plan): Promise<string[]> {
  // First what ends: an older request makes room for the one that takes its place.
  await end(tx, ctx, plan.supersede, 'superseded')
  await end(tx, ctx, plan.withdraw, 'withdrawn')
  const sent: { id: string; coachId: string }[] = []
  for (const { requestId, dueAt, graceUntil } of plan.send) {
    const [row] = await tx
      .update(signOffRequests)
      .set({ state: 'sent', sentAt: ctx.now, dueAt, graceUntil })
      .where(and(eq(signOffRequests.id, requestId), eq(signOffRequests.state, 'not_sent')))
      .returning({ id: signOffRequests.id, coachId: signOffRequests.coachId })
    if (row) sent.push(row)
  }
  const asked = plan.ask.length === 0 ? [] : await insert(tx, ctx, plan)
  await appendEvents(tx, ctx, asked, 'asked')
  sent.push(...asked.filter(({ state }) => state === 'sent'))
  await appendEvents(tx, ctx, sent, 'sent')
  return sent.map(({ id }) => id)
}

const insert = (tx: Tx, ctx: Context, { ask }: Plan) =>
  tx
    .insert(signOffRequests)
    .values(
      ask.map(({ coachId, policyId, versionId, words, dueAt, graceUntil, sent }) => ({
        ...{ organisationId: ctx.organisation.id, id: newId(), coachId },
        kind: policyId === null ? ('drill' as const) : ('policy' as const),
        ...{ policyId, versionId, words, state: sent ? ('sent' as const) : ('not_sent' as const) },
        ...{ askedAt: ctx.now, sentAt: sent ? ctx.now : null, dueAt, graceUntil },
      })),
    )
    .onConflictDoNothing()
    .returning({
      id: signOffRequests.id,
      coachId: signOffRequests.coachId,
      state: signOffRequests.state,
    })

async function end(
  tx: Tx,
  ctx: Context,
  requestIds: readonly string[],
  state: 'superseded' | 'withdrawn',
): Promise<void> {
  if (requestIds.length === 0) return
  const ended = await tx
    .update(signOffRequests)
    .set({ state, endedAt: ctx.now })
    .where(
      and(
        inArray(signOffRequests.id, [...requestIds]),
        inArray(signOffRequests.state, [...openStates]),
      ),
    )
    .returning({ id: signOffRequests.id, coachId: signOffRequests.coachId })
  await appendEvents(tx, ctx, ended, state)
}
