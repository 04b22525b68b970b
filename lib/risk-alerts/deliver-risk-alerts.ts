import { sql } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import type { Context } from '../context'

export type DeliveredAlert = { readonly clubId: string; readonly alertId: string }

/**
 * Zoom's alerts about a connection's meetings, to each club whose session the meeting is and that
 * has not had them. Returns those that reached a club, each due to be opened there. One about a
 * meeting that becomes a session later is delivered with the next audit.
 */
export async function deliverRiskAlerts(
  tx: Tx,
  ctx: Context,
  connectionId: string,
): Promise<readonly DeliveredAlert[]> {
  const delivered = await tx.execute<{ club: string; alert: string }>(
    sql`select club, alert
      from deliver_risk_alerts(${connectionId}::uuid, ${ctx.now.toISOString()}::timestamptz)`,
  )
  return delivered.rows.map(({ club, alert }) => ({ clubId: club, alertId: alert }))
}
