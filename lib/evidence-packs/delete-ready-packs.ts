import { and, eq, gt } from 'drizzle-orm'
import { evidencePacks } from '#db/schema/evidence'
import type { Tx } from '#db/tenant'
import type { Context } from '../context'
import { dueAddAll } from '../jobs/due'

/**
 * Has every file of the club's go that is still here to be downloaded: it holds what was erased since.
 * From this transaction on nobody gets one; each can be asked for again. Returns how many.
 */
export async function deleteReadyPacks(tx: Tx, ctx: Context): Promise<number> {
  const packs = await tx
    .update(evidencePacks)
    .set({ deleteAfter: ctx.now })
    .where(and(eq(evidencePacks.state, 'ready'), gt(evidencePacks.deleteAfter, ctx.now)))
    .returning({ id: evidencePacks.id })
  const due = packs.map(({ id }) => ({ subjectId: id, at: ctx.now }))
  await dueAddAll(tx, 'delete-pack', due)
  return packs.length
}
