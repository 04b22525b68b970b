import { z } from 'zod'
import { AppError } from './core/errors'

const url = z.url()
const seconds = (usual: number) => z.coerce.number().int().positive().max(86_400).default(usual)

/** Every setting that a process reads, in one place. README.md says what each is for. */
const settings = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  APP_URL: url.default('http://localhost:3000'),
  TOUCHLINE_SECRET: z.string().min(32).optional(),
  TOUCHLINE_SEALING_KEYS: z.string().optional(),
  DATABASE_URL: url.optional(),
  DATABASE_ROLES_SECRET: z.string().min(32).optional(),
  APP_DATABASE_URL: url.optional(),
  AUTH_DATABASE_URL: url.optional(),
  EDGE_DATABASE_URL: url.optional(),
  SYSTEM_DATABASE_URL: url.optional(),
  QUEUE_DATABASE_URL: url.optional(),
  SEQUENCER_DATABASE_URL: url.optional(),
  PROXIES_IN_FRONT: z.coerce.number().int().min(0).max(10).default(0),
  DATABASE_CONNECTIONS_MAX: z.coerce.number().int().min(1).max(200).default(10),
  REDIS_URL: url.optional(),
  DATA_FOLDER: z.string().default('.data'),
  LOG_SIGNING_KEYS: z.string().optional(),
  LOG_POLICY_FILE: z.string().optional(),
  TSA_URL: url.optional(),
  SMTP_URL: url.optional(),
  MAIL_FROM: z.string().default('Touchline <no-reply@touchline.invalid>'),
  OUTBOX_FOLDER: z.string().optional(),
  ZOOM_OAUTH_URL: url.default('https://zoom.us'),
  ZOOM_API_URL: url.default('https://api.zoom.us/v2'),
  ZOOM_CLIENT_ID: z.string().optional(),
  ZOOM_CLIENT_SECRET: z.string().optional(),
  ZOOM_ADMIN_CLIENT_ID: z.string().optional(),
  ZOOM_ADMIN_CLIENT_SECRET: z.string().optional(),
  ZOOM_SERVER_ORGANISATION_ID: z.uuid().optional(),
  ZOOM_SERVER_ACCOUNT_ID: z.string().optional(),
  ZOOM_SERVER_CLIENT_ID: z.string().optional(),
  ZOOM_SERVER_CLIENT_SECRET: z.string().optional(),
  ZOOM_WEBHOOK_SECRETS: z.string().optional(),
  ZOOM_BUDGET_SHARE: z.coerce.number().min(0.01).max(1).default(0.25),
  ZOOM_BUSINESS_ACCOUNTS: z
    .string()
    .default('')
    .transform((text) => text.split(',').flatMap((account) => account.trim() || [])),
  SWEEP_SECONDS: seconds(5),
  LEASE_SECONDS: seconds(120),
  WORKER_CONCURRENCY: z.coerce.number().int().min(1).max(100).default(8),
  READS_AT_ONCE: z.coerce.number().int().min(1).max(2000).default(250),
})

export type Env = z.output<typeof settings>

let parsed: Env | undefined

/** The settings, read once. Throws `not_configured` naming each that is wrong, never its value. */
export function env(): Env {
  if (parsed) return parsed
  const filled = Object.entries(process.env).filter(([, value]) => value !== '')
  const result = settings.safeParse(Object.fromEntries(filled))
  if (!result.success) {
    const wrong = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    throw new AppError('not_configured', `Settings are wrong. ${wrong.join('; ')}`)
  }
  parsed = result.data
  return parsed
}

/** A setting that this process cannot do without. */
export function required<Name extends keyof Env>(name: Name): NonNullable<Env[Name]> {
  const value = env()[name]
  if (value === undefined || value === null) {
    throw new AppError(
      'not_configured',
      `The setting ${name} is missing. README.md says what it is.`,
    )
  }
  return value
}

/** Everything in this process's environment, to hand on to a process that it starts. */
export function environmentWith(extra: Record<string, string>): NodeJS.ProcessEnv {
  return { ...process.env, ...extra }
}
