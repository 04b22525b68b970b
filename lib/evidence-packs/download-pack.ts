import { createReadStream, statSync } from 'node:fs'
import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { evidencePacks } from '#db/schema/evidence'
import { command } from '../command'
import type { Context } from '../context'
import { AppError, notFound } from '../core/errors'
import { id } from '../ids'
import { webStream } from '../web-stream'
import { packName } from './make-pack'
import { packFile } from './pack-store'

/**
 * Where a finished pack lies, with the name to give it. A command and not a query: who took a pack
 * out is on the trail. Throws `not_found` where it is not ready or its time is over, `unavailable`
 * where its file is not what was built.
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
    const file = packFile(ctx.organisation.id, packId)
    const bytes = statSync(file, { throwIfNoEntry: false })?.size
    if (bytes === undefined || bytes !== pack.bytes) {
      throw new AppError('unavailable', 'The file is not on this server. Ask for the pack again.')
    }
    return {
      result: { file, name: `${packName(ctx, pack)}.zip`, bytes },
      trail: [{ subject: 'evidence_pack', subjectId: packId }],
    }
  },
})

/** The same as a stream, for whoever asked. */
export async function openPack(
  ctx: Context,
  pack: { packId: string },
): Promise<{ stream: ReadableStream<Uint8Array>; name: string; bytes: number }> {
  const { file, name, bytes } = await downloadPack(ctx, pack)
  return { stream: webStream(chunksOf(file)), name, bytes }
}

async function* chunksOf(file: string): AsyncGenerator<Uint8Array> {
  const chunks: AsyncIterable<Buffer> = createReadStream(file)
  yield* chunks
}
