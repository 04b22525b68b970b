import { sql } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import type { Context } from '../context'

/**
 * True where a notice of the context's person is still to be sent: it waits, they hold the post
 * that they are told as, and what it says is still so.
 */
export async function noticeStands(tx: Tx, ctx: Context, noticeId: string): Promise<boolean> {
  const asked = await tx.execute<{ stands: boolean }>(
    sql`select notice_stands(${noticeId}::uuid, ${ctx.now.toISOString()}::timestamptz) as stands`,
  )
  return asked.rows[0]?.stands ?? false
}
