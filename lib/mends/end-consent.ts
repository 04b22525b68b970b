import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { zoomConnections } from '#db/schema/zoom-connections'
import { command } from '../command'
import { conflict, notFound } from '../core/errors'
import { id } from '../ids'
import { endConsentInForce } from './mending-consent'
import { onlyHolders } from './only-holders'

/**
 * The holder takes it back: nothing is changed in their Zoom account from here any more. What was
 * changed stays as it is. A club's own account is any of its officers' to stop. Throws `not_found`
 * where the connection is not theirs, `conflict` where
 * there is no consent to end.
 */
export const endConsent = command({
  name: 'mending.end_consent',
  permission: 'mending.consent',
  input: z.object({ connectionId: id }),
  async run(tx, ctx, { connectionId }) {
    onlyHolders(ctx)
    const [connection] = await tx
      .select({ way: zoomConnections.way })
      .from(zoomConnections)
      .where(eq(zoomConnections.id, connectionId))
    // A host in a club's account has none of their own: the account's is ended for all of them.
    if (!connection || connection.way === 'host') throw notFound()
    const ended = await endConsentInForce(tx, ctx, connectionId)
    if (!ended) throw conflict('This was stopped already.')
    return { result: undefined, trail: [ended] }
  },
})
