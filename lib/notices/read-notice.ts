import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { notices } from '#db/schema/notices'
import { organisations } from '#db/schema/organisations'
import type { Notice } from '../core/notices/notice'
import { id } from '../ids'
import { query } from '../query'
import { noticeOf } from './notice-of'
import { noticeStands } from './notice-stands'

export type NoticeToSend = {
  readonly notice: Notice
  /** Whose it is. */
  readonly userId: string
  /** Still waiting, its reader still in the post, and what it says still so. */
  readonly stands: boolean
  /** The first of the digest that it is mailed in; null where it goes by itself, or not yet. */
  readonly digestId: string | null
}

/** A notice of the context's person, as it is to be sent now; null where there is none. */
export const readNotice = query({
  permission: 'notice.work',
  input: z.object({ noticeId: id }),
  async run(tx, ctx, { noticeId }): Promise<NoticeToSend | null> {
    const [row] = await tx
      .select({ notice: notices, userId: organisations.userId })
      .from(notices)
      .innerJoin(organisations, eq(organisations.organisationId, notices.organisationId))
      .where(eq(notices.id, noticeId))
    const notice = row && noticeOf(row.notice)
    if (!notice || !row.userId) return null
    const stands = await noticeStands(tx, ctx, noticeId)
    return { notice, userId: row.userId, stands, digestId: row.notice.digestId }
  },
})
