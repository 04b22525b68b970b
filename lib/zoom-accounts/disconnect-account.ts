import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { zoomConnections } from '#db/schema/zoom-connections'
import { command } from '../command'
import type { Context } from '../context'
import { conflict, notFound } from '../core/errors'
import { id } from '../ids'
import { dueRemove } from '../jobs/due'
import { giveHints } from '../jobs/give-hints'
import { endConsentInForce } from '../mends/mending-consent'
import { deliverStatus } from '../roll-ups/deliver-status'
import { giveUpTokens, revokeAtZoom } from '../zoom-connections/give-up-tokens'
import { endHostsOfAccount } from '../zoom-hosts/end-hosts-of-account'
import { endWhatAccountSaid } from './end-what-account-said'

const input = z.object({ connectionId: id })

const disconnect = command({
  name: 'account_connection.disconnect',
  permission: 'account_connection.change',
  input,
  async run(tx, ctx, { connectionId }) {
    const isThis = and(eq(zoomConnections.id, connectionId), eq(zoomConnections.way, 'account'))
    const [known] = await tx.select().from(zoomConnections).where(isThis)
    if (!known) throw notFound()
    const ended = await tx
      .update(zoomConnections)
      .set({
        state: 'disconnected',
        disconnectReason: 'by_person',
        disconnectedAt: sql`coalesce(${zoomConnections.disconnectedAt}, ${ctx.now.toISOString()}::timestamptz)`,
      })
      .where(and(isThis, sql`${zoomConnections.disconnectReason} is distinct from 'by_person'`))
      .returning({ app: zoomConnections.app })
    if (!ended[0]) throw conflict('This Zoom account is not connected any more.')
    const givenUp = await giveUpTokens(tx, ctx, connectionId, known.app)
    await dueRemove(tx, 'audit-schedule', connectionId)
    const hints = await endHostsOfAccount(tx, ctx, connectionId, 'by_person')
    const mending = await endConsentInForce(tx, ctx, connectionId)
    await endWhatAccountSaid(tx, ctx, connectionId)
    await deliverStatus(tx, ctx)
    const detail = { was: known.state, hosts: hints.length }
    return {
      result: { hints, givenUp },
      trail: [
        { subject: 'connection', subjectId: connectionId, detail },
        ...(mending ? [mending] : []),
      ],
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
