import type { AppName } from './state'

export type Client = { clientId: string; clientSecret: string }

/** An app as it is registered at Zoom. */
export type App = Client & {
  name: AppName
  scopes: readonly string[]
  /** Those that the person has to tick themselves. */
  optionalScopes: readonly string[]
  /** The one account that a server of its own reads. */
  accountId?: string
}

/** The apps that the stand-in knows; without the last two, each person's own alone. */
export type AppOptions = Client & {
  /** What the app is registered for at Zoom. Usual: the least that Touchline needs. */
  appScopes?: readonly string[]
  /** What of it a person may leave out, and has to tick. Usual: to change settings and meetings. */
  optionalScopes?: readonly string[]
  /** An app that an administrator allows for their whole account. */
  adminClientId?: string
  adminClientSecret?: string
  adminScopes?: readonly string[]
  adminOptionalScopes?: readonly string[]
  /** Server-to-server credentials of one account, which need nobody's consent. */
  serverClientId?: string
  serverClientSecret?: string
  serverAccountId?: string
  serverScopes?: readonly string[]
}

const userScopes = [
  'user:read:user',
  'user:read:settings',
  'meeting:read:list_meetings',
  'meeting:read:meeting',
] as const

/** What it is registered for as optional: a person who is asked may leave it out. */
export const userOptionalScopes = ['user:update:settings', 'meeting:update:meeting'] as const

export const adminScopes = [
  'account:read:settings:admin',
  'account:read:lock_settings:admin',
  'user:read:list_users:admin',
  'user:read:user:admin',
  'user:read:settings:admin',
  'group:read:list_groups:admin',
  'group:read:settings:admin',
  'group:read:lock_settings:admin',
  'meeting:read:list_meetings:admin',
  'meeting:read:meeting:admin',
] as const

export const adminOptionalScopes = [
  'user:update:settings:admin',
  'meeting:update:meeting:admin',
] as const

/** The apps that these options register. */
export function appsOf(options: AppOptions): readonly App[] {
  const { clientId, clientSecret, adminClientId, adminClientSecret } = options
  const { serverClientId, serverClientSecret, serverAccountId } = options
  const apps: App[] = [
    {
      name: 'user',
      clientId,
      clientSecret,
      scopes: options.appScopes ?? userScopes,
      optionalScopes: options.optionalScopes ?? userOptionalScopes,
    },
  ]
  if (adminClientId !== undefined && adminClientSecret !== undefined) {
    apps.push({
      name: 'admin',
      clientId: adminClientId,
      clientSecret: adminClientSecret,
      scopes: options.adminScopes ?? adminScopes,
      optionalScopes: options.adminOptionalScopes ?? adminOptionalScopes,
    })
  }
  if (serverClientId !== undefined && serverClientSecret !== undefined) {
    apps.push({
      name: 'server',
      clientId: serverClientId,
      clientSecret: serverClientSecret,
      scopes: options.serverScopes ?? [...adminScopes, ...adminOptionalScopes],
      optionalScopes: [],
      ...(serverAccountId === undefined ? {} : { accountId: serverAccountId }),
    })
  }
  return apps
}
