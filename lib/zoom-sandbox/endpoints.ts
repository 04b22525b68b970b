import {
  getAccountLocks,
  getAccountSettings,
  getGroupLocks,
  getGroupSettings,
  listGroups,
} from './account-api'
import type { Asked } from './asked'
import { patchMeeting, patchSettings } from './change-api'
import {
  patchAccountLocks,
  patchAccountSettings,
  patchGroupLocks,
  patchGroupSettings,
} from './change-levels'
import type { Answer } from './http'
import { listUsers } from './list-users'
import type { Label } from './rate-limits'
import {
  getMeeting,
  getUser,
  getUserSettings,
  listUserMeetings,
  ofMeeting,
  ofUser,
} from './user-api'

export type Endpoint = {
  method: 'GET' | 'PATCH'
  /** With `{}` for an id; also the name under which requests are counted. */
  path: string
  label: Label
  /**
   * What a consent must hold, granular first, then an older app's name for it. With `:admin` after
   * either, it is for everybody in the account.
   */
  scopes: readonly [granular: string, classic: string]
  /** Only an administrator's consent will do. */
  adminOnly?: true
  answer(asked: Asked): Answer
}

/** Everything that the stand-in answers below /v2. */
export const endpoints: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/users',
    label: 'Medium',
    scopes: ['user:read:list_users', 'user:read'],
    adminOnly: true,
    answer: listUsers,
  },
  {
    method: 'GET',
    path: '/users/{}',
    label: 'Light',
    scopes: ['user:read:user', 'user:read'],
    answer: ofUser(getUser),
  },
  {
    method: 'GET',
    path: '/users/{}/settings',
    label: 'Medium',
    scopes: ['user:read:settings', 'user:read'],
    answer: ofUser(getUserSettings),
  },
  {
    method: 'GET',
    path: '/users/{}/meetings',
    label: 'Medium',
    scopes: ['meeting:read:list_meetings', 'meeting:read'],
    answer: ofUser(listUserMeetings),
  },
  {
    method: 'GET',
    path: '/meetings/{}',
    label: 'Light',
    scopes: ['meeting:read:meeting', 'meeting:read'],
    answer: ofMeeting(getMeeting),
  },
  {
    method: 'PATCH',
    path: '/users/{}/settings',
    label: 'Medium',
    scopes: ['user:update:settings', 'user:write'],
    answer: ofUser(patchSettings),
  },
  {
    method: 'PATCH',
    path: '/meetings/{}',
    label: 'Light',
    scopes: ['meeting:update:meeting', 'meeting:write'],
    answer: ofMeeting(patchMeeting),
  },
  {
    method: 'GET',
    path: '/accounts/{}/settings',
    label: 'Medium',
    scopes: ['account:read:settings', 'account:read'],
    adminOnly: true,
    answer: getAccountSettings,
  },
  {
    method: 'GET',
    path: '/accounts/{}/lock_settings',
    label: 'Medium',
    scopes: ['account:read:lock_settings', 'account:read'],
    adminOnly: true,
    answer: getAccountLocks,
  },
  {
    method: 'GET',
    path: '/groups',
    label: 'Medium',
    scopes: ['group:read:list_groups', 'group:read'],
    adminOnly: true,
    answer: listGroups,
  },
  {
    method: 'GET',
    path: '/groups/{}/settings',
    label: 'Medium',
    scopes: ['group:read:settings', 'group:read'],
    adminOnly: true,
    answer: getGroupSettings,
  },
  {
    method: 'GET',
    path: '/groups/{}/lock_settings',
    label: 'Medium',
    scopes: ['group:read:lock_settings', 'group:read'],
    adminOnly: true,
    answer: getGroupLocks,
  },
  {
    method: 'PATCH',
    path: '/accounts/{}/settings',
    label: 'Medium',
    scopes: ['account:update:settings', 'account:write'],
    adminOnly: true,
    answer: patchAccountSettings,
  },
  {
    method: 'PATCH',
    path: '/accounts/{}/lock_settings',
    label: 'Medium',
    scopes: ['account:update:lock_settings', 'account:write'],
    adminOnly: true,
    answer: patchAccountLocks,
  },
  {
    method: 'PATCH',
    path: '/groups/{}/settings',
    label: 'Medium',
    scopes: ['group:update:settings', 'group:write'],
    adminOnly: true,
    answer: patchGroupSettings,
  },
  {
    method: 'PATCH',
    path: '/groups/{}/lock_settings',
    label: 'Medium',
    scopes: ['group:update:lock_settings', 'group:write'],
    adminOnly: true,
    answer: patchGroupLocks,
  },
]

const patterns = endpoints.map((endpoint) => ({
  endpoint,
  pattern: new RegExp(`^${endpoint.path.replace('{}', '([^/]+)')}$`),
}))

/** The endpoint that a request below /v2 is for, with the id in it; undefined for none. */
export function endpointOf(
  method: string,
  path: string,
): { endpoint: Endpoint; id: string } | undefined {
  for (const { endpoint, pattern } of patterns) {
    const found = endpoint.method === method ? pattern.exec(path) : null
    if (found) return { endpoint, id: decoded(found[1] ?? '') }
  }
  return undefined
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
