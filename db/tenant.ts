import { sql } from 'drizzle-orm'
import { drizzleOn, type Database, type Pool } from './client'
import { withoutValues } from './without-values'

/** A transaction that acts for one organisation, and sees and writes its rows only. */
export type Tx = Parameters<Parameters<Database['transaction']>[0]>[0]

/**
 * One transaction for one organisation. Row security does the rest: forgetting a `where` shows
 * nothing of anybody else's. The setting ends with the transaction.
 */
export async function inTenant<Result>(
  pool: Pool,
  organisationId: string,
  run: (tx: Tx) => Promise<Result>,
  isolationLevel: 'read committed' | 'repeatable read' = 'read committed',
): Promise<Result> {
  return bare(() =>
    drizzleOn(pool).transaction(
      async (tx) => {
        await tx.execute(sql`select set_config('app.organisation_id', ${organisationId}, true)`)
        return run(tx)
      },
      { isolationLevel },
    ),
  )
}

/** A transaction that acts for nobody: only the database's own functions answer here. */
export async function inNoTenant<Result>(
  pool: Pool,
  run: (tx: Tx) => Promise<Result>,
): Promise<Result> {
  return bare(() => drizzleOn(pool).transaction(run))
}

/** Errors of the database go no further with the values of their query. */
async function bare<Result>(run: () => Promise<Result>): Promise<Result> {
  try {
    return await run()
  } catch (error) {
    throw withoutValues(error)
  }
}
