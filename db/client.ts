import { drizzle } from 'drizzle-orm/node-postgres'
import pg from 'pg'

/** A pool for one of the database's roles. `connections_max` is for this process. */
export function openPool(url: string, connections_max: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections_max,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
  })
  // A server that shuts down ends connections (57P01), idle ones and those in the middle of a
  // transaction; unheard, that would end this process. The query that follows says what is wrong.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

export const drizzleOn = (client: pg.Pool | pg.PoolClient) => drizzle({ client })

export type Database = ReturnType<typeof drizzleOn>
export type Pool = pg.Pool
