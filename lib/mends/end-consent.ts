import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { zoomConnections } from '#db/schema/zoom-connections'
import { command } from '../command'
import { conflict, notFound } from '../core/errors'
import { id } from '../ids'
import { endConsentInForce } from './mending-consent'

/**
 * The holder takes it back: nothing is changed in their Zoom account from here any more. What was
 * changed stays as it is. Throws `not_found` where the connection is not theirs, `conflict` where
 * there is no consent to end.
 */
export const endConsent = command({
  name: 'mending.end_consent',
  permission: 'mending.consent',
  input: z.object({ connectionId: id }),
  async run(tx, ctx, { connectionId }) {
    const [connection] = await tx
      .select({ id: zoomConnections.id })
      .from(zoomConnections)
      .where(eq(zoomConnections.id, connectionId))
    if (!connection) throw notFound()
    const ended = await endConsentInForce(tx, ctx, connectionId)
    if (!ended) throw conflict('This was stopped already.')
    return { result: undefined, trail: [ended] }
  },
})
