import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { mends } from '#db/schema/mends'
import { zoomConnections } from '#db/schema/zoom-connections'
import { query } from '../query'
import { mendingScopes, missingScopes, type NeededScope } from '../zoom-connections/needed-scopes'
import { seenMends, type SeenMend } from './mend-seen'
import { consentInForce } from './mending-consent'

/** Whether settings of a connection may be mended from here, and what was. */
export type Mending = {
  readonly connectionId: string
  /** Since when the person lets Touchline do it; null where they do not. */
  readonly consentedAt: Date | null
  /** What Zoom would have to allow, too. */
  readonly missing: readonly NeededScope[]
  /** The newest first. */
  readonly mends: readonly SeenMend[]
}

const shown_max = 10

/** The mending of each of one's own connections that are connected. */
export const listMending = query({
  permission: 'mend.read',
  input: z.object({}),
  async run(tx, ctx): Promise<Mending[]> {
    const connections = await tx
      .select()
      .from(zoomConnections)
      .where(eq(zoomConnections.state, 'connected'))
    const found: Mending[] = []
    for (const { id, scopes } of connections) {
      found.push({
        connectionId: id,
        consentedAt: (await consentInForce(tx, id))?.givenAt ?? null,
        missing: missingScopes(scopes, mendingScopes),
        mends: await seenMends(tx, ctx.now, eq(mends.connectionId, id), shown_max),
      })
    }
    return found
  },
})
