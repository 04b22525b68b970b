import type { LoginRole } from '#db/roles'
import { env, required } from '../env'
import { rolePassword } from '../secrets'

type RoleSetting = `${'APP' | 'AUTH' | 'SYSTEM' | 'QUEUE'}_DATABASE_URL`

const settingOf: { readonly [role in LoginRole]?: RoleSetting } = {
  app: 'APP_DATABASE_URL',
  auth: 'AUTH_DATABASE_URL',
  system: 'SYSTEM_DATABASE_URL',
  queue: 'QUEUE_DATABASE_URL',
}

/**
 * Connection string of a database role: the one that was set or, from DATABASE_URL, the same
 * server with that role's name and derived password. A web process is best given only its own.
 */
export function roleUrl(role: LoginRole): string {
  const setting = settingOf[role]
  const own = setting && env()[setting]
  if (own) return own
  return withRole(required('DATABASE_URL'), role, required('TOUCHLINE_SECRET'))
}

/** `url` with another user: `role` and the password derived for it from the deployment's secret. */
export function withRole(url: string, role: LoginRole, secret: string): string {
  const changed = new URL(url)
  changed.username = role
  changed.password = rolePassword(secret, role)
  return changed.href
}
