import type { LoginRole } from '#db/roles'
import { env, required } from '../env'
import { rolePassword } from '../secrets'

type RoleSetting = `${'APP' | 'AUTH' | 'EDGE' | 'SYSTEM' | 'QUEUE' | 'SEQUENCER'}_DATABASE_URL`

/** What each kind of process logs in as, and needs the address of. */
const rolesOf = {
  web: ['app', 'auth', 'edge', 'queue'],
  worker: ['app', 'auth', 'system', 'queue', 'sequencer'],
} as const

const settingOf: { readonly [role in LoginRole]?: RoleSetting } = {
  app: 'APP_DATABASE_URL',
  auth: 'AUTH_DATABASE_URL',
  edge: 'EDGE_DATABASE_URL',
  system: 'SYSTEM_DATABASE_URL',
  queue: 'QUEUE_DATABASE_URL',
  sequencer: 'SEQUENCER_DATABASE_URL',
}

/**
 * Connection string of a database role: the one that was set or, for a command on the server that
 * has DATABASE_URL and DATABASE_ROLES_SECRET, the same server with that role's name and derived
 * password. A web server or a worker is given its roles' own and neither of these.
 */
export function roleUrl(role: LoginRole): string {
  const setting = settingOf[role]
  const own = setting && env()[setting]
  if (own) return own
  return withRole(required('DATABASE_URL'), role, required('DATABASE_ROLES_SECRET'))
}

/** The settings that a web server or a worker is given for the database that this process prepares. */
export function databaseSettings(process: keyof typeof rolesOf): Record<string, string> {
  return Object.fromEntries(
    rolesOf[process].map((role) => [`${role.toUpperCase()}_DATABASE_URL`, roleUrl(role)]),
  )
}

/** `url` with another user: `role` and the password derived for it from the roles' secret. */
export function withRole(url: string, role: LoginRole, rolesSecret: string): string {
  const changed = new URL(url)
  changed.username = role
  changed.password = rolePassword(rolesSecret, role)
  return changed.href
}
