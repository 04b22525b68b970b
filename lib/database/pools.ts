import { openPool, type Pool } from '#db/client'
import { env } from '../env'
import { roleUrl } from './role-url'

type PooledRole = 'app' | 'auth' | 'edge' | 'system' | 'sequencer'

declare global {
  var rolePools: Map<PooledRole, Pool> | undefined
}

/** Kept on the global object: a development server loads modules again, and pools must not pile up. */
const pools = (globalThis.rolePools ??= new Map())

function pool(role: PooledRole): Pool {
  const there = pools.get(role)
  if (there) return there
  const opened = openPool(roleUrl(role), env().DATABASE_CONNECTIONS_MAX)
  pools.set(role, opened)
  return opened
}

/** Tenant tables, under row security. */
export const appPool = () => pool('app')
/** Sign-in only. */
export const authPool = () => pool('auth')
/** What a web server does for nobody in particular: how all is, and webhooks. */
export const edgePool = () => pool('edge')
/** The sweep and commands on the server: functions that see ids and times. No web server has it. */
export const systemPool = () => pool('system')

/** The log, by a worker only: it adds to it what others recorded. */
export const sequencerPool = () => pool('sequencer')

/** Closes what this process opened, at its end. */
export async function closePools(): Promise<void> {
  const open = [...pools.values()]
  pools.clear()
  await Promise.all(open.map((each) => each.end()))
}
