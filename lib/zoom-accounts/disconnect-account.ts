import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { zoomConnections } from '#db/schema/zoom-connections'
import { command } from '../command'
import type { Context } from '../context'
import { conflict, notFound } from '../core/errors'
import { id } from '../ids'
import { giveHints } from '../jobs/give-hints'
import { endConnection } from '../zoom-connections/end-connection'
import { revokeAtZoom } from '../zoom-connections/give-up-tokens'

const input = z.object({ connectionId: id })

const disconnect = command({
  name: 'account_connection.disconnect',
  permission: 'account_connection.change',
  input,
  async run(tx, ctx, { connectionId }) {
    const isThis = and(eq(zoomConnections.id, connectionId), eq(zoomConnections.way, 'account'))
    const [known] = await tx.select().from(zoomConnections).where(isThis)
    if (!known) throw notFound()
    const ended = await endConnection(tx, ctx, connectionId, { reason: 'by_person' })
    if (!ended) throw conflict('This Zoom account is not connected any more.')
    const { hints, givenUp, entries } = ended
    const detail = { was: known.state, hosts: hints.length }
    return {
      result: { hints, givenUp },
      trail: [{ subject: 'connection', subjectId: connectionId, detail }, ...entries],
    }
  },
})

/**
 * Ends the reading of the club's own account, and of every host in it: the tokens are erased and, but
 * for an installation's own credentials, taken back at Zoom. What is said now of account, groups and
 * hosts ends; the history stays, and so does who is which coach, for the day it is connected again.
 * One that Zoom ended can be ended so, too. Throws `not_found`, `conflict` where it was ended here.
 */
export async function disconnectAccount(
  ctx: Context,
  { connectionId }: z.input<typeof input>,
): Promise<void> {
  const { hints, givenUp } = await disconnect(ctx, { connectionId })
  await giveHints(hints)
  if (givenUp && givenUp.app !== 'server') await revokeAtZoom(connectionId, givenUp)
}
