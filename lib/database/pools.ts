import { openPool, type Pool } from '#db/client'
import { env } from '../env'
import { roleUrl } from './role-url'

type PooledRole = 'app' | 'auth' | 'system'

/** Kept on the global object: a development server loads modules again, and pools must not pile up. */
const pools: Partial<Record<PooledRole, Pool>> = ((
  globalThis as { touchlinePools?: Partial<Record<PooledRole, Pool>> }
).touchlinePools ??= {})

const pool = (role: PooledRole): Pool =>
  (pools[role] ??= openPool(roleUrl(role), env().DATABASE_CONNECTIONS_MAX))

/** Tenant tables, under row security. */
export const appPool = () => pool('app')
/** Sign-in only. */
export const authPool = () => pool('auth')
/** The sweep and the resolvers: functions that see ids and times. */
export const systemPool = () => pool('system')

/** Closes what this process opened, at its end. */
export async function closePools(): Promise<void> {
  const open = Object.values(pools)
  for (const role of Object.keys(pools)) delete pools[role as PooledRole]
  await Promise.all(open.map((each) => each.end()))
}
