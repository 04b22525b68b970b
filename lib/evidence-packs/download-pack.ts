import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { evidencePacks } from '#db/schema/evidence'
import { command } from '../command'
import { notFound } from '../core/errors'
import { id } from '../ids'
import { packName } from './make-pack'
import { packFile } from './pack-store'

/**
 * Where a finished pack lies, with the name to give it. A command and not a query: who took a pack
 * out is on the trail. Throws `not_found` where it is not ready.
 */
export const downloadPack = command({
  name: 'pack.download',
  permission: 'pack.read',
  input: z.object({ packId: id }),
  async run(tx, ctx, { packId }) {
    const rows = await tx
      .select()
      .from(evidencePacks)
      .where(and(eq(evidencePacks.id, packId), eq(evidencePacks.state, 'ready')))
    const pack = rows[0]
    if (!pack || pack.deleteAfter <= ctx.now) throw notFound()
    return {
      result: {
        file: packFile(ctx.organisation.id, packId),
        name: `${packName(ctx, pack)}.zip`,
        bytes: pack.bytes,
      },
      trail: [{ subject: 'evidence_pack', subjectId: packId }],
    }
  },
})
