import { expect } from 'vitest'
import { asRole } from './database'

/** Until a transaction waits for a row that another holds. */
export async function untilSomebodyWaits(): Promise<void> {
  await expect
    .poll(() =>
      asRole('superuser', async (client) => {
        const found = await client.query(
          "select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()",
        )
        return found.rowCount
      }),
    )
    .toBeGreaterThan(0)
}
