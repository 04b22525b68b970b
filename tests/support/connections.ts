import { randomUUID } from 'node:crypto'
import type { Context } from '#lib/context'
import { completeConnection } from '#lib/zoom-connections/complete-connection'
import { startConnection } from '#lib/zoom-connections/start-connection'
import { contextFor } from '#lib/server-context'
import { asRole } from './database'
import { sayYes } from './oauth-stand-in'

/** A person connects a Zoom user, from the button to the first check being asked for. */
export async function connect(me: Context, zoomUserId: string = randomUUID()): Promise<string> {
  const { address } = await startConnection(me, {})
  const { connectionId } = await completeConnection(me, sayYes(address, zoomUserId))
  return connectionId
}

/** The worker that reads a person's account, at a moment. */
export const workerFor = (me: Context, now: Date = me.now): Promise<Context> =>
  contextFor(me.organisation.id, { kind: 'worker', job: 'read-account' }, 'worker', now)

/** A meeting as a check found it in the account: nobody has said yet what it is. */
export async function aMeeting(me: Context, connectionId: string, topic: string): Promise<string> {
  const id = randomUUID()
  await asRole('superuser', (client) =>
    client.query(
      `insert into meetings (organisation_id, id, connection_id, zoom_meeting_id, sorted, zoom_type,
         topic, starts_at, duration_minutes, first_seen_at, last_seen_at)
       values ($1, $2, $3, $4, 'unsorted', 8, $5, $6, 45, $6, $6)`,
      [me.organisation.id, id, connectionId, String(Math.abs(hashOf(id))), topic, me.now],
    ),
  )
  return id
}

const hashOf = (id: string) => parseInt(id.slice(0, 8), 16)

/** Rows as they stand, whoever's they are. */
export async function rowsOf<Row extends object>(text: string, values: unknown[]): Promise<Row[]> {
  return asRole('superuser', async (client) => (await client.query<Row>(text, values)).rows)
}
