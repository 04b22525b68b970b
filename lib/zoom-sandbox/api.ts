import { patchMeeting, patchSettings, type Changer } from './change-api'
import { json, type Answer, type Call } from './http'
import { listMeetings } from './list-meetings'
import { isKept } from './meeting-times'
import { meetingBody, occurrenceBody } from './meeting-body'
import { takeTurn, type Label, type Limiter } from './rate-limits'
import { settingsBody, settingsOptions } from './settings-body'
import type { SandboxUser, Token } from './state'
import type { Store } from './store'
import { bearerOf } from './tokens'
import { userBody } from './user-body'
import {
  expiredToken,
  invalidMeetingId,
  invalidParameter,
  invalidToken,
  lacksScopes,
  noMeeting,
  noSuchApi,
  noToken,
  noUser,
} from './zoom-errors'

type Asked = { store: Store; call: Call; user: SandboxUser; id: string; changer: Changer }

type Endpoint = {
  method: 'GET' | 'PATCH'
  /** With `{}` for an id; also the name under which requests are counted. */
  path: string
  pattern: RegExp
  label: Label
  /** What a person's consent must hold, granular first, then an older app's name for it. */
  scopes: readonly [granular: string, classic: string]
  answer(asked: Asked): Answer
}

const endpoints: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/users/{}',
    pattern: /^\/users\/([^/]+)$/,
    label: 'Light',
    scopes: ['user:read:user', 'user:read'],
    answer: ({ user }) => json(200, userBody(user)),
  },
  {
    method: 'GET',
    path: '/users/{}/settings',
    pattern: /^\/users\/([^/]+)\/settings$/,
    label: 'Medium',
    scopes: ['user:read:settings', 'user:read'],
    answer: getSettings,
  },
  {
    method: 'GET',
    path: '/users/{}/meetings',
    pattern: /^\/users\/([^/]+)\/meetings$/,
    label: 'Medium',
    scopes: ['meeting:read:list_meetings', 'meeting:read'],
    answer: ({ store, call, user }) => listMeetings(store, user, call.query),
  },
  {
    method: 'GET',
    path: '/meetings/{}',
    pattern: /^\/meetings\/([^/]+)$/,
    label: 'Light',
    scopes: ['meeting:read:meeting', 'meeting:read'],
    answer: getMeeting,
  },
  {
    method: 'PATCH',
    path: '/users/{}/settings',
    pattern: /^\/users\/([^/]+)\/settings$/,
    label: 'Medium',
    scopes: ['user:update:settings', 'user:write'],
    answer: patchSettings,
  },
  {
    method: 'PATCH',
    path: '/meetings/{}',
    pattern: /^\/meetings\/([^/]+)$/,
    label: 'Light',
    scopes: ['meeting:update:meeting', 'meeting:write'],
    answer: patchMeeting,
  },
]

/** The endpoint that a request below /v2 is for, with the id in it; undefined for none. */
export function endpointOf(
  method: string,
  path: string,
): { endpoint: Endpoint; id: string } | undefined {
  for (const endpoint of endpoints) {
    if (endpoint.method !== method) continue
    const [, id] = endpoint.pattern.exec(path) ?? []
    if (id !== undefined) return { endpoint, id: decoded(id) }
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

/** Whose token a request carries, or the refusal. */
function tokenOf(store: Store, call: Call): { token: Token } | { refused: Answer } {
  const [, text] = /^Bearer (.+)$/i.exec(call.headers.authorization ?? '') ?? []
  if (text === undefined) return { refused: noToken() }
  const bearer = bearerOf(store, text)
  if (bearer.ok) return { token: bearer.token }
  return { refused: bearer.why === 'expired' ? expiredToken() : invalidToken() }
}

/** What Zoom's API answers to a path below /v2. */
export function answerApi(
  store: Store,
  limiter: Limiter,
  call: Call,
  path: string,
  changer: Changer,
): Answer {
  const found = endpointOf(call.method, path)
  if (!found) return noSuchApi()
  const bearer = tokenOf(store, call)
  if ('refused' in bearer) return bearer.refused
  const { endpoint, id } = found
  const { token } = bearer
  const [granular, classic] = endpoint.scopes
  if (![granular, classic].some((scope) => token.scopes.includes(scope))) {
    return lacksScopes([granular])
  }
  const user = store.state.users.find((each) => each.id === token.userId)
  if (!user) return invalidToken()
  const { accountId, plan } = user
  const tooMany = takeTurn(limiter, { accountId, plan, label: endpoint.label }, store.now())
  if (tooMany) return tooMany
  const own = !path.startsWith('/users/') || ['me', user.id, user.email].includes(id)
  // The consent of one person is for that person alone: others take an administrator's scopes.
  if (!own && !token.scopes.includes(`${granular}:admin`)) return lacksScopes([`${granular}:admin`])
  const answer = own ? endpoint.answer({ store, call, user, id, changer }) : noUser(id)
  return { ...answer, headers: { 'x-ratelimit-category': endpoint.label, ...answer.headers } }
}

function getSettings({ call, user }: Asked): Answer {
  const asked = call.query.get('option') ?? 'general'
  const option = settingsOptions.find((each) => each === asked)
  if (!option) return invalidParameter('option')
  return json(200, settingsBody(user, option))
}

/** One meeting; with `occurrence_id`, one time of a series as it is set by itself. */
function getMeeting({ store, call, user, id }: Asked): Answer {
  if (!/^\d{1,20}$/.test(id)) return invalidMeetingId()
  const meeting = user.meetings.find((each) => String(each.id) === id)
  if (!meeting || !isKept(meeting, store.now())) return noMeeting(id)
  const occurrenceId = call.query.get('occurrence_id')
  if (occurrenceId === null) return json(200, meetingBody(meeting, store.now()))
  const body = occurrenceBody(meeting, occurrenceId, store.now())
  return body ? json(200, body) : noMeeting(id)
}
