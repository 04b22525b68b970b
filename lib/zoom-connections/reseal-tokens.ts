import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { zoomTokens } from '#db/schema/zoom-connections'
import { command } from '../command'
import { conflict, isAppError } from '../core/errors'
import { systemPool } from '../database/pools'
import { id } from '../ids'
import { errorForLog } from '../error-for-log'
import { log } from '../log'
import { contextFor } from '../server-context'
import { openTokens, sealedTokens } from './token-rows'
import { keyIds } from './token-seal'

/** How many are sealed anew in one go; the next look of the sweep takes the next. */
const rows_max = 200

/**
 * Seals one connection's tokens with the newest key. Their version stays, so that a renewal that is
 * under way finds them as it left them; throws `conflict` where they were renewed, or are gone, in
 * the meantime, and then changes nothing.
 */
export const resealTokens = command({
  name: 'connection.reseal',
  permission: 'connection.work',
  input: z.object({ connectionId: id }),
  async run(tx, ctx, { connectionId }) {
    const [row] = await tx
      .select()
      .from(zoomTokens)
      .where(eq(zoomTokens.connectionId, connectionId))
    if (!row) throw conflict()
    const { version, keyId } = row
    const sealed = sealedTokens(
      ctx.organisation.id,
      connectionId,
      openTokens(ctx.organisation.id, row),
    )
    const written = await tx
      .update(zoomTokens)
      .set(sealed)
      .where(
        and(
          eq(zoomTokens.connectionId, connectionId),
          eq(zoomTokens.version, version),
          eq(zoomTokens.keyId, keyId),
        ),
      )
      .returning({ keyId: zoomTokens.keyId })
    if (!written[0]) throw conflict('There are newer tokens.')
    const detail = { from: keyId, to: written[0].keyId }
    return {
      result: undefined,
      trail: [{ subject: 'connection', subjectId: connectionId, detail }],
    }
  },
})

/**
 * Seals with the newest key what stands under an older one of the ring, some of it; several
 * processes may do so at once. Nothing to ask where the ring has one key. Returns how many were
 * sealed anew. What does not open is logged and left as it is.
 */
export async function resealSome(now: Date): Promise<number> {
  const [, ...older] = keyIds()
  if (older.length === 0) return 0
  const found = await systemPool().query<{ organisation_id: string; connection_id: string }>(
    'select organisation_id, connection_id from tokens_under($1, $2)',
    [older, rows_max],
  )
  let sealed = 0
  for (const { organisation_id, connection_id: connectionId } of found.rows) {
    try {
      const worker = { kind: 'worker', job: 'reseal' } as const
      const ctx = await contextFor(organisation_id, worker, 'worker', now)
      await resealTokens(ctx, { connectionId })
      sealed += 1
    } catch (error) {
      if (isAppError(error, 'conflict')) continue
      log.error({ connectionId, ...errorForLog(error) }, 'tokens could not be sealed anew')
    }
  }
  if (found.rows.length > 0) log.info({ sealed, found: found.rows.length }, 'sealed anew')
  return sealed
}
