import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate } from 'drizzle-orm/node-postgres/migrator'
import pg from 'pg'

const migrationsFolder = new URL('./migrations', import.meta.url).pathname

/** Brings a database to the newest schema. `url` is the migrator's; what it makes, `owner` owns. */
export async function migrateDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, options: '-c role=owner' })
  await client.connect()
  try {
    await migrate(drizzle({ client }), { migrationsFolder })
    // Of the columns that the tables have now.
    await client.query('select as_of.make_views()')
  } finally {
    await client.end()
  }
}
