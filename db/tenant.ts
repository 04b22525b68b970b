import type { ExtractTablesWithRelations } from 'drizzle-orm'
import { NodePgSession, NodePgTransaction } from 'drizzle-orm/node-postgres'
import { PgDialect } from 'drizzle-orm/pg-core'
import pg from 'pg'
import type { Database, Pool } from './client'
import { withoutValues } from './without-values'

/** A transaction that acts for one organisation, and sees and writes its rows only. */
export type Tx = Parameters<Parameters<Database['transaction']>[0]>[0]

/**
 * What else holds for one transaction: the moment that it acts at, which history is written with; or
 * the two of which the past is asked, with the schema where each table is what it was then.
 */
export type Settings = Readonly<
  Partial<Record<'app.now' | 'app.as_of' | 'app.known_at' | 'search_path', string>>
>

/**
 * One transaction for one organisation. Row security does the rest: forgetting a `where` shows
 * nothing of anybody else's. The setting ends with the transaction.
 */
export async function inTenant<Result>(
  pool: Pool,
  organisationId: string,
  run: (tx: Tx) => Promise<Result>,
  isolationLevel: 'read committed' | 'repeatable read' = 'read committed',
  settings: Settings = {},
): Promise<Result> {
  // Two statements in one round trip: there is one of these for everything that is done.
  const set = Object.entries({ ...settings, 'app.organisation_id': organisationId }).map(
    ([name, value]) => `set_config('${name}', ${pg.escapeLiteral(value)}, true)`,
  )
  return transaction(pool, `begin isolation level ${isolationLevel}; select ${set.join(', ')}`, run)
}

/** A transaction that acts for nobody: only the database's own functions answer here. */
export async function inNoTenant<Result>(
  pool: Pool,
  run: (tx: Tx) => Promise<Result>,
): Promise<Result> {
  return transaction(pool, 'begin', run)
}

async function transaction<Result>(
  pool: Pool,
  begin: string,
  run: (tx: Tx) => Promise<Result>,
): Promise<Result> {
  return bare(async () => {
    const client = await pool.connect()
    let dead = false
    try {
      await client.query(begin)
      const result = await run(transactionOn(client))
      await client.query('commit')
      return result
    } catch (error) {
      // A connection that cannot do that is dead: the pool lets it go, and gives it to nobody else.
      await client.query('rollback').catch(() => (dead = true))
      throw error
    } finally {
      client.release(dead)
    }
  })
}

type NoTables = Record<string, never>

/** As `Database.transaction` makes it, on a connection where one has begun. */
const transactionOn = (client: pg.PoolClient): Tx =>
  new NodePgTransaction<NoTables, ExtractTablesWithRelations<NoTables>>(
    dialect,
    new NodePgSession(client, dialect, undefined),
    undefined,
  )

const dialect = new PgDialect()

/** Errors of the database go no further with the values of their query. */
async function bare<Result>(run: () => Promise<Result>): Promise<Result> {
  try {
    return await run()
  } catch (error) {
    throw withoutValues(error)
  }
}
