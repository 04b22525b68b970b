import { rmSync } from 'node:fs'
import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { evidencePacks } from '#db/schema/evidence'
import { command } from '../command'
import type { Context } from '../context'
import { id } from '../ids'
import { dueFinish } from '../jobs/due'
import type { Lease } from '../jobs/with-due'
import { packFile } from './pack-store'

const finish = command({
  name: 'pack.delete',
  permission: 'pack.work',
  input: z.object({ packId: id, token: id }),
  async run(tx, _ctx, { packId, token }) {
    const deleted = await tx
      .update(evidencePacks)
      .set({ state: 'deleted' })
      .where(and(eq(evidencePacks.id, packId), eq(evidencePacks.state, 'ready')))
      .returning({ id: evidencePacks.id })
    await dueFinish(tx, 'delete-pack', packId, token, null)
    const detail = { deleted: deleted.length > 0 }
    return { result: undefined, trail: [{ subject: 'evidence_pack', subjectId: packId, detail }] }
  },
})

/**
 * Deletes a pack's file, and says so. The file goes first: a worker that is killed in between does
 * it again, and nothing is left that nobody knows of. The records that it was made from stay.
 */
export async function deletePack(ctx: Context, packId: string, { token }: Lease): Promise<void> {
  rmSync(packFile(ctx.organisation.id, packId), { force: true })
  await finish(ctx, { packId, token })
}
