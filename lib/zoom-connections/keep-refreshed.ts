import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { zoomTokens } from '#db/schema/zoom-connections'
import { command } from '../command'
import { conflict } from '../core/errors'
import { id } from '../ids'
import { dueRemove } from '../jobs/due'
import { sealedTokens, tokensShape } from './token-rows'

/**
 * Keeps the tokens that Zoom gave for those of `version`, which it no longer takes. Throws
 * `conflict` where the tokens kept are not of that version any more: the newest stand.
 */
export const keepRefreshed = command({
  name: 'connection.refresh',
  permission: 'connection.work',
  input: z.object({ connectionId: id, version: z.int(), tokens: tokensShape }),
  async run(tx, ctx, { connectionId, version, tokens }) {
    const kept = await tx
      .update(zoomTokens)
      .set({
        ...sealedTokens(ctx.organisation.id, connectionId, tokens),
        version: version + 1,
        refreshingUntil: null,
      })
      .where(and(eq(zoomTokens.connectionId, connectionId), eq(zoomTokens.version, version)))
      .returning({ version: zoomTokens.version })
    if (!kept[0]) throw conflict()
    await dueRemove(tx, 'renew-tokens', connectionId)
    return {
      result: undefined,
      trail: [{ subject: 'connection', subjectId: connectionId, detail: { version: version + 1 } }],
    }
  },
})
