import { z } from 'zod'
import type { Json } from '../core/canonical-json'
import { AppError } from '../core/errors'
import { parseInput } from '../parse-input'
import { accountRoutes } from './control-accounts'
import { faultRoutes } from './control-faults'
import { pathsInput, values, type Route } from './control-route'
import { json, type Answer, type Call } from './http'
import { appNames, plans, type SandboxUser } from './state'
import type { World } from './world'

const userInput = z.strictObject({
  email: z.string(),
  name: z.string(),
  plan: z.enum(plans).optional(),
  sameAccountAs: z.string().optional(),
  account: z.strictObject({ id: z.string().optional(), name: z.string().optional() }).optional(),
  scopes: z.array(z.string()).optional(),
  settings: values.optional(),
})

const meetingInput = z.strictObject({
  topic: z.string(),
  startsAt: z.iso.datetime({ offset: true }).nullable(),
  duration_minutes: z.int().optional(),
  weeks: z.int().optional(),
  passcode: z.boolean().optional(),
  registration: z.boolean().optional(),
  values: values.optional(),
})

const eventInput = z.strictObject({
  event: z.string(),
  meetingId: z.int().optional(),
  app: z.enum(appNames).optional(),
})

const scopesInput = z.strictObject({ scopes: z.array(z.string()).nullable() })

const summary = ({ id, accountId, email, firstName, lastName, plan, meetings }: SandboxUser) => ({
  id,
  accountId,
  email,
  name: `${firstName} ${lastName}`,
  plan,
  meetings: meetings.map((meeting) => meeting.id),
})

/**
 * The world over HTTP, for programs in other processes. Bodies are JSON in the shapes of NewUser,
 * NewMeeting and NewFailure; settings and meetings are changed by objects of dotted paths. `{}` is
 * a user's id or e-mail address, then a meeting's number. Answers 200, with `{}` where there is
 * nothing to say; 404 or 400 with `{ error, message }`.
 */
const routes: readonly Route[] = [
  ['GET /sandbox/health', (world) => ({ ok: true, users: world.users().length })],
  ['GET /sandbox/users', (world) => world.users().map(summary)],
  ['POST /sandbox/users', (world, body) => summary(world.addUser(parseInput(userInput, body)))],
  ['GET /sandbox/users/{}', (world, _, [user = '']) => summary(world.user(user))],
  [
    'PATCH /sandbox/users/{}/settings',
    (world, body, [user = '']) => world.setUserSettings(user, parseInput(values, body)),
  ],
  [
    'PUT /sandbox/users/{}/scopes',
    (world, body, [user = '']) => world.setScopes(user, parseInput(scopesInput, body).scopes),
  ],
  [
    'PUT /sandbox/users/{}/locks',
    (world, body, [user = '']) => world.lockSettings(user, parseInput(pathsInput, body).paths),
  ],
  [
    'POST /sandbox/users/{}/meetings',
    (world, body, [user = '']) => ({
      id: world.addMeeting(user, parseInput(meetingInput, body)).id,
    }),
  ],
  [
    'PATCH /sandbox/users/{}/meetings/{}',
    (world, body, [user = '', id]) => world.setMeeting(user, Number(id), parseInput(values, body)),
  ],
  [
    'DELETE /sandbox/users/{}/meetings/{}',
    (world, _, [user = '', id]) => world.removeMeeting(user, Number(id)),
  ],
  [
    'POST /sandbox/users/{}/events',
    (world, body, [user = '']) => world.sendEvent(user, parseInput(eventInput, body)),
  ],
  ['GET /sandbox/requests', (world) => world.requests()],
  ['DELETE /sandbox/requests', (world) => world.resetRequests()],
  ['GET /sandbox/secrets', (world) => world.secrets()],
  ['POST /sandbox/reset', (world) => world.reset()],
  ...accountRoutes,
  ...faultRoutes,
]

const patterns = routes.map(([request, answer]) => ({
  pattern: new RegExp(`^${request.replaceAll('{}', '([^/]+)')}$`),
  answer,
}))

/** The answer to a request of a program; undefined for what is not one of these. */
export function answerControl(world: World, call: Call): Answer | undefined {
  for (const { pattern, answer } of patterns) {
    const [matched, ...parts] = pattern.exec(`${call.method} ${call.path}`) ?? []
    if (matched !== undefined) {
      return json(200, answer(world, bodyOf(call), parts.map(decodeURIComponent)) ?? {})
    }
  }
  return undefined
}

/**
 * A page of another site can make a browser post a form or plain text, and not JSON: what is not
 * said to be JSON is refused.
 */
function bodyOf({ method, headers, text }: Call): Json {
  if (method !== 'GET' && headers['content-type'] !== 'application/json') {
    throw new AppError('invalid_input', 'Send JSON, with content-type application/json.')
  }
  try {
    return text === '' ? {} : JSON.parse(text)
  } catch {
    throw new AppError('invalid_input', 'The body is no JSON.')
  }
}
