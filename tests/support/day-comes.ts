import pg from 'pg'
import { demo } from './people'

/**
 * Has the last day of an accepted risk be over, as if it had been accepted long ago: the demo's clock
 * cannot be moved. What follows from it, its worker does.
 */
export async function dayComes(findingId: string): Promise<void> {
  const client = new pg.Client({ connectionString: demo.adminDatabaseUrl })
  await client.connect()
  try {
    await client.query('begin')
    const moved = await client.query<{ id: string }>(
      `update acceptances set until = now() - interval '1 second'
       where finding_id = $1 and state = 'approved' returning id`,
      [findingId],
    )
    if (moved.rowCount !== 1) throw new Error('No risk of this is accepted.')
    await client.query(
      `update findings set accepted_until = now() - interval '1 second' where id = $1`,
      [findingId],
    )
    await client.query(
      `update system.due set at = now() where kind = 'acceptance' and subject_id = $1`,
      [moved.rows[0]?.id],
    )
    await client.query('commit')
  } finally {
    await client.end()
  }
}
