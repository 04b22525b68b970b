import { and, eq, inArray, isNotNull, isNull, ne, sql } from 'drizzle-orm'
import { z } from 'zod'
import { inNoTenant, type Tx } from '#db/tenant'
import { users } from '#db/schema/identity'
import { myMemberships, organisations } from '#db/schema/organisations'
import { erasures } from '#db/schema/rights'
import { command } from '../command'
import type { Context } from '../context'
import { authPool } from '../database/pools'
import { id } from '../ids'
import { dueFinish } from '../jobs/due'
import type { Lease } from '../jobs/with-due'

const waits = ['waiting', 'planned'] as const

/** What still has somebody sign in: clubs that are to answer or to erase, and posts they have. */
async function stillNeeded(tx: Tx): Promise<boolean> {
  const open = await tx.$count(
    erasures,
    and(isNotNull(erasures.ofOrganisationId), inArray(erasures.state, [...waits])),
  )
  const posts = await tx.$count(
    myMemberships,
    and(isNull(myMemberships.endsAt), ne(myMemberships.ofKind, 'person')),
  )
  return open + posts > 0
}

const askedFor = and(
  isNull(erasures.ofOrganisationId),
  isNull(erasures.coachId),
  inArray(erasures.state, [...waits]),
)

/** Erases the rest of an own record with the sign-in, where nothing needs it; what went, else null. */
async function eraseRest(tx: Tx, ctx: Context): Promise<object | null> {
  if ((await tx.$count(erasures, askedFor)) === 0 || (await stillNeeded(tx))) return null
  const me = eq(organisations.organisationId, ctx.organisation.id)
  const [own] = await tx.select({ userId: organisations.userId }).from(organisations).where(me)
  const found = await tx.execute<{ erased: object | null }>(
    sql`select erase_own_record(true) as erased`,
  )
  const erased = found.rows[0]?.erased ?? null
  // Before the commit: where that fails this is tried again, and nobody is left who may sign in.
  if (erased && own?.userId) {
    const { userId } = own
    await inNoTenant(authPool(), (auth) => auth.delete(users).where(eq(users.id, userId)))
  }
  return erased
}

/** As `askErasure` ends, for the person themselves. */
export const finishOwnErasure = command({
  name: 'erasure.finish_own',
  permission: 'erasure.ask',
  input: z.object({}),
  async run(tx, ctx) {
    const erased = await eraseRest(tx, ctx)
    const detail = { erased: erased !== null }
    return {
      result: { finished: erased !== null },
      trail: [{ subject: 'organisation', subjectId: ctx.organisation.id, detail }],
    }
  },
})

const finish = command({
  name: 'erasure.finish_own',
  permission: 'erasure.work',
  input: z.object({ requestId: id, token: id, next: z.date() }),
  async run(tx, ctx, { requestId, token, next }) {
    const erased = await eraseRest(tx, ctx)
    const open = await tx.$count(erasures, askedFor)
    await dueFinish(tx, 'erase-person', requestId, token, open > 0 ? next : null)
    const detail = { erased: erased !== null }
    return {
      result: undefined,
      trail: [{ subject: 'organisation', subjectId: ctx.organisation.id, detail }],
    }
  },
})

/** The same for a worker, once a club has answered; looked at again at `next` until it is done. */
export const finishOwnErasureSoon = (
  ctx: Context,
  requestId: string,
  { token }: Pick<Lease, 'token'>,
  next: Date,
): Promise<void> => finish(ctx, { requestId, token, next })
