import { and, asc, desc, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { notices } from '#db/schema/notices'
import { noticeWords, type NoticeWords } from '../core/notices/words'
import { id } from '../ids'
import { cursor, pageOf, type Paged } from '../keyset'
import { query } from '../query'
import { noticeOf } from './notice-of'

export type ListedNotice = NoticeWords & {
  readonly noticeId: string
  readonly createdAt: Date
  readonly state: 'waiting' | 'sent' | 'not_needed' | 'failed'
  /** When it was sent, was found not to be needed, or was given up. */
  readonly settledAt: Date | null
  /** Not before this it is sent, while it waits. */
  readonly sendAfter: Date
}

const page_rows = 25

const key = cursor(z.tuple([z.iso.datetime(), id]))

/** What the context's person has been told, and why, newest first. */
export const listNotices = query({
  permission: 'notice.read',
  input: z.object({ after: key.optional(), before: key.optional() }),
  async run(tx, ctx, { after, before }): Promise<Paged<ListedNotice>> {
    const place = sql`(${notices.createdAt}, ${notices.id})`
    const order = before ? asc : desc
    const rows = await tx
      .select()
      .from(notices)
      .where(
        and(
          eq(notices.organisationId, ctx.organisation.id),
          after && sql`${place} < (${after[0]}::timestamptz, ${after[1]}::uuid)`,
          before && sql`${place} > (${before[0]}::timestamptz, ${before[1]}::uuid)`,
        ),
      )
      .orderBy(order(notices.createdAt), order(notices.id))
      .limit(page_rows + 1)
    const page = pageOf(rows, page_rows, (row) => [row.createdAt.toISOString(), row.id], {
      backwards: before !== undefined,
      started: after !== undefined,
    })
    return { ...page, items: page.items.flatMap((row) => listed(row, ctx.now)) }
  },
})

function listed(row: typeof notices.$inferSelect, now: Date): ListedNotice[] {
  const notice = noticeOf(row)
  if (!notice) return []
  const { id: noticeId, createdAt, state, settledAt, sendAfter } = row
  return [{ ...noticeWords(notice, now), noticeId, createdAt, state, settledAt, sendAfter }]
}
