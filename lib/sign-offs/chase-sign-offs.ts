import { and, eq, inArray, isNull, lte, or } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { coaches } from '#db/schema/coaches'
import { signOffRequests } from '#db/schema/sign-offs'
import { command } from '../command'
import type { Context } from '../context'
import { conflict, notFound } from '../core/errors'
import { day_ms } from '../core/durations'
import { chaseEvery_days, whyNotChase } from '../core/sign-offs/chase'
import { signOffState, waitingStates } from '../core/sign-offs/state'
import { notChaseableWords } from '../core/sign-offs/words'
import { id } from '../ids'
import { hintNotices } from '../notices/written-notice'
import { appendEvents, type SignOffRequest } from './append-event'
import { tellAsked } from './tell-of-sign-off'

const chase = command({
  name: 'sign_off.chase',
  permission: 'sign_off.chase',
  input: z.object({ requestId: id.optional(), policyId: id.optional() }),
  async run(tx, ctx, { requestId, policyId }) {
    const wanted = requestId
      ? [await chaseable(tx, ctx, requestId)]
      : await allOverdue(tx, ctx, policyId)
    const chased = await mark(tx, ctx, wanted)
    if (chased.length === 0) {
      throw conflict(
        requestId
          ? notChaseableWords.chased_lately
          : 'Everybody who is overdue was reminded less than a week ago.',
      )
    }
    const ids = chased.map((each) => each.id)
    const notices = await tellAsked(tx, ctx, ids, 'sign_off_chased')
    const subject = { subject: 'sign_off_request', subjectId: requestId ?? null }
    return {
      result: { chased: new Set(chased.map(({ coachId }) => coachId)).size, notices },
      trail: [{ ...subject, detail: { requests: ids.length } }],
    }
  },
})

/**
 * Reminds whoever is overdue, of one policy or of all, or one person of one thing; nobody twice in a
 * week. Returns how many people. Throws `not_found`, `conflict` where there is nobody to remind now.
 */
export async function chaseSignOffs(
  ctx: Context,
  input: Parameters<typeof chase>[1],
): Promise<number> {
  const { chased, notices } = await chase(ctx, input)
  await hintNotices(notices)
  return chased
}

async function chaseable(tx: Tx, ctx: Context, requestId: string): Promise<SignOffRequest> {
  const [request] = await tx.select().from(signOffRequests).where(eq(signOffRequests.id, requestId))
  if (!request) throw notFound()
  const why = whyNotChase(request, ctx.now)
  if (why) throw conflict(notChaseableWords[why])
  return request
}

async function allOverdue(tx: Tx, ctx: Context, policyId?: string): Promise<SignOffRequest[]> {
  const rows = await tx
    .select({ request: signOffRequests })
    .from(signOffRequests)
    .innerJoin(coaches, and(eq(coaches.id, signOffRequests.coachId), isNull(coaches.endsAt)))
    .where(
      and(
        inArray(signOffRequests.state, [...waitingStates]),
        lte(signOffRequests.graceUntil, ctx.now),
        policyId ? eq(signOffRequests.policyId, policyId) : undefined,
      ),
    )
  return rows
    .map(({ request }) => request)
    .filter((each) => signOffState(each, ctx.now) === 'overdue' && !whyNotChase(each, ctx.now))
}

/** Two officers who press at the same moment remind everybody once. */
async function mark(tx: Tx, ctx: Context, wanted: readonly SignOffRequest[]) {
  if (wanted.length === 0) return []
  const before = new Date(ctx.now.getTime() - chaseEvery_days * day_ms)
  const chased = await tx
    .update(signOffRequests)
    .set({ chasedAt: ctx.now })
    .where(
      and(
        inArray(
          signOffRequests.id,
          wanted.map((each) => each.id),
        ),
        inArray(signOffRequests.state, [...waitingStates]),
        or(isNull(signOffRequests.chasedAt), lte(signOffRequests.chasedAt, before)),
      ),
    )
    .returning({ id: signOffRequests.id, coachId: signOffRequests.coachId })
  await appendEvents(tx, ctx, chased, 'chased')
  return chased
}
