import pg from 'pg'
import { demo } from './people'

/** How many lines all trails have: nothing is written without one. What the worker does goes on. */
export async function countTrail(): Promise<string> {
  const client = new pg.Client({ connectionString: demo.adminDatabaseUrl })
  await client.connect()
  try {
    const found = await client.query<{ lines: string }>(
      "select count(*) as lines from trail where actor = 'user'",
    )
    return found.rows[0]?.lines ?? ''
  } finally {
    await client.end()
  }
}
