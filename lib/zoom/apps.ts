import { env, required } from '../env'

/**
 * Our apps at Zoom, each with a secret of its own: the one that each person connects for themselves,
 * the one that an administrator connects for a whole account, and the server-to-server credentials
 * of an organisation that runs its own installation (Zoom's terms forbid asking others for theirs).
 */
export type ZoomApp = 'user' | 'admin' | 'server'

const settings = {
  user: ['ZOOM_CLIENT_ID', 'ZOOM_CLIENT_SECRET'],
  admin: ['ZOOM_ADMIN_CLIENT_ID', 'ZOOM_ADMIN_CLIENT_SECRET'],
  server: ['ZOOM_SERVER_CLIENT_ID', 'ZOOM_SERVER_CLIENT_SECRET'],
} as const satisfies Record<ZoomApp, readonly [id: string, secret: string]>

/** Its id and secret at Zoom. Throws `not_configured` where this installation has no such app. */
export function credentialsOf(app: ZoomApp): { clientId: string; clientSecret: string } {
  const [id, secret] = settings[app]
  return { clientId: required(id), clientSecret: required(secret) }
}

/** Whether this installation has such an app. */
export const hasApp = (app: ZoomApp): boolean =>
  settings[app].every((name) => env()[name] !== undefined)

/** Which of our apps has this id at Zoom; undefined for none. */
export function appOfClient(clientId: string): ZoomApp | undefined {
  const apps = ['user', 'admin', 'server'] as const
  return apps.find((app) => env()[settings[app][0]] === clientId)
}
