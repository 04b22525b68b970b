import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { coaches } from '#db/schema/coaches'
import { told } from '#db/schema/told'
import type { Context } from '../context'
import { noticeKindWords } from '../core/notices/kind-words'
import { isNoticeKind } from '../core/notices/notice'
import { id } from '../ids'
import { cursor, pageOf, type Paged } from '../keyset'
import { namesOfUsers } from '../memberships/names-of-users'
import { query } from '../query'

export type Told = {
  readonly noticeId: string
  /** What it was about, without its words. */
  readonly title: string
  /** Whom, as they are called here. */
  readonly name: string
  /** Whom on the register it is about; null where it is nobody. */
  readonly about: { readonly coachId: string; readonly name: string } | null
  readonly createdAt: Date
  readonly sendAfter: Date
  readonly state: 'waiting' | 'sent' | 'not_needed' | 'failed'
  readonly settledAt: Date | null
  readonly failure: string | null
}

const page_rows = 25

const key = cursor(z.tuple([z.iso.datetime(), id]))

/** Whom Touchline has told by e-mail of what concerns the context's organisation, newest first. */
export const listTold = query({
  permission: 'told.read',
  input: z.object({ after: key.optional(), before: key.optional() }),
  async run(tx, ctx, { after, before }): Promise<Paged<Told>> {
    const place = sql`(${told.createdAt}, ${told.id})`
    const order = before ? asc : desc
    const rows = await tx
      .select()
      .from(told)
      .where(
        and(
          eq(told.organisationId, ctx.organisation.id),
          after && sql`${place} < (${after[0]}::timestamptz, ${after[1]}::uuid)`,
          before && sql`${place} > (${before[0]}::timestamptz, ${before[1]}::uuid)`,
        ),
      )
      .orderBy(order(told.createdAt), order(told.id))
      .limit(page_rows + 1)
    const page = pageOf(rows, page_rows, (row) => [row.createdAt.toISOString(), row.id], {
      backwards: before !== undefined,
      started: after !== undefined,
    })
    return { ...page, items: await named(tx, ctx, page.items) }
  },
})

async function named(
  tx: Tx,
  ctx: Context,
  rows: readonly (typeof told.$inferSelect)[],
): Promise<Told[]> {
  const coachIds = [...new Set(rows.flatMap(({ coachId }) => coachId ?? []))]
  const people = await tx
    .select({ id: coaches.id, name: coaches.name, userId: coaches.userId })
    .from(coaches)
    .where(and(eq(coaches.organisationId, ctx.organisation.id), inArray(coaches.id, coachIds)))
  const users = await namesOfUsers(rows.flatMap(({ userId }) => userId ?? []))
  return rows.map(({ id: noticeId, kind, userId, coachId, ...row }) => {
    const person = people.find((each) => each.id === coachId)
    const isThem = person !== undefined && person.userId === userId
    return {
      ...{ noticeId, title: isNoticeKind(kind) ? noticeKindWords[kind] : 'A message' },
      name: isThem ? person.name : ((userId && users.get(userId)?.name) ?? 'Somebody who has left'),
      about: person && !isThem ? { coachId: person.id, name: person.name } : null,
      ...{ createdAt: row.createdAt, sendAfter: row.sendAfter, state: row.state },
      ...{ settledAt: row.settledAt, failure: row.failure },
    }
  })
}
