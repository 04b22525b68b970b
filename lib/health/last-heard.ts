import { edgePool } from '../database/pools'

/** When Zoom last told this installation of anything, about whomever; null where it never has. */
export async function lastHeard(): Promise<Date | null> {
  const found = await edgePool().query<{ at: Date | null }>('select last_webhook_at() as at')
  return found.rows[0]?.at ?? null
}
