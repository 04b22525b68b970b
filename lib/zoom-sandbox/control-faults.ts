import { z } from 'zod'
import { parseInput } from '../parse-input'
import { pathsInput, type Route } from './control-route'
import { appNames } from './state'

const failureInput = z.strictObject({
  path: z.string(),
  method: z.string().optional(),
  userId: z.string().nullable().optional(),
  status: z.int().optional(),
  body: z.json().optional(),
  truth: z.boolean().optional(),
  headers: z.record(z.string(), z.string()).optional(),
  delay_ms: z.int().optional(),
  trickle_ms: z.int().optional(),
  cut_bytes: z.int().nullable().optional(),
  drop: z.boolean().optional(),
  lost: z.boolean().optional(),
  times: z.int().nullable().optional(),
})

/** How long each answer takes, whether Zoom's rate limits are kept, and what its clock says. */
const paceInput = z.strictObject({
  latency_ms: z.int().min(0).max(60_000).optional(),
  limits: z.boolean().optional(),
  refreshGrace_ms: z.int().min(0).optional(),
  clockSkew_ms: z.int().optional(),
})

const treatmentInput = z.strictObject({
  copies: z.int().min(0).max(20).optional(),
  holdBack: z.boolean().optional(),
  delay_ms: z.int().min(0).optional(),
  skew_ms: z.int().optional(),
  times: z.int().min(1).nullable().optional(),
})

const appInput = z.strictObject({ app: z.enum(appNames).optional() })

/** What programs make go wrong. Shapes are those of NewFailure and Treatment. */
export const faultRoutes: readonly Route[] = [
  ['POST /sandbox/failures', (world, body) => world.failWith(parseInput(failureInput, body))],
  ['DELETE /sandbox/failures', (world) => world.clearFailures()],
  [
    'PUT /sandbox/pace',
    (world, body) => {
      const { latency_ms, limits, refreshGrace_ms, clockSkew_ms } = parseInput(paceInput, body)
      if (latency_ms !== undefined) world.setLatency(latency_ms)
      if (limits !== undefined) world.setRateLimits(limits)
      if (refreshGrace_ms !== undefined) world.setRefreshGrace(refreshGrace_ms)
      if (clockSkew_ms !== undefined) world.setClockSkew(clockSkew_ms)
    },
  ],
  [
    'PUT /sandbox/users/{}/ignored',
    (world, body, [user = '']) => world.ignoreChanges(user, parseInput(pathsInput, body).paths),
  ],
  [
    'POST /sandbox/users/{}/remove-app',
    (world, body, [user = '']) => world.removeApp(user, parseInput(appInput, body).app),
  ],
  [
    'POST /sandbox/users/{}/expire-access',
    (world, body, [user = '']) => world.expireAccess(user, parseInput(appInput, body).app),
  ],
  ['GET /sandbox/webhooks', (world) => [...world.webhooks.deliveries()]],
  [
    'POST /sandbox/webhooks/treatments',
    (world, body) => world.webhooks.treat(parseInput(treatmentInput, body)),
  ],
  ['DELETE /sandbox/webhooks/treatments', (world) => world.webhooks.release()],
  ['GET /sandbox/uses', (world) => [...world.uses()]],
]
