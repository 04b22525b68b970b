import type { SQL } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import type { Hint } from '../jobs/enqueue'
import { giveHints } from '../jobs/give-hints'

/** A notice that a delivery wrote: whose it is, and which. */
export type WrittenNotice = { readonly personId: string; readonly noticeId: string }

/** Runs a delivery, in the transaction whose news it is, and says what it wrote. */
export async function deliverNotices(tx: Tx, delivery: SQL): Promise<WrittenNotice[]> {
  const written = await tx.execute<{ person_id: string; notice_id: string }>(delivery)
  return written.rows.map((row) => ({ personId: row.person_id, noticeId: row.notice_id }))
}

/**
 * Saves the wait for the sweep, once the transaction that wrote them has committed. Those that wait
 * for the morning are looked at and left; the sweep finds them then.
 */
export async function hintNotices(written: readonly WrittenNotice[]): Promise<void> {
  await giveHints(
    written.map(({ personId, noticeId }): Hint => ({
      kind: 'send-notice',
      organisationId: personId,
      subjectId: noticeId,
    })),
  )
}
