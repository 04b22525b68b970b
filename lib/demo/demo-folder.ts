import { randomBytes } from 'node:crypto'
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { AppError } from '../core/errors'

/** What the demo's folder keeps between runs. */
const secrets = z.object({
  secret: z.string().min(32),
  sealingKeys: z.string(),
  databasePassword: z.string(),
  zoomClientId: z.string(),
  zoomClientSecret: z.string(),
})
export type DemoSecrets = z.output<typeof secrets>

/** What a running demo says of itself in demo.json, for people and for tests. */
export const demoAddresses = z.object({
  web: z.string(),
  outbox: z.string(),
  sandbox: z.string(),
  /** As the migrator, the application and the embedded cluster's superuser. */
  databaseUrl: z.string(),
  appDatabaseUrl: z.string(),
  adminDatabaseUrl: z.string(),
  pids: z.record(z.string(), z.number()),
})
export type DemoAddresses = z.output<typeof demoAddresses>

const addressesFile = (folder: string) => join(folder, 'demo.json')

/** Opens the folder, or makes it. Throws with what to do where it is in use, or is not ours. */
export function openDemoFolder(
  path: string,
  fresh: boolean,
): { folder: string; secrets: DemoSecrets } {
  const folder = resolve(path)
  makeWritable(folder)
  refuseIfRunning(folder)
  if (fresh) rmSync(folder, { recursive: true, force: true })
  makeWritable(join(folder, 'logs'))
  return { folder, secrets: keptSecrets(folder) }
}

function makeWritable(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.W_OK | constants.X_OK)
  } catch {
    throw new AppError(
      'unavailable',
      `Touchline may not write to ${folder}. Make it writable, or name another folder with --folder.`,
    )
  }
}

function refuseIfRunning(folder: string): void {
  if (!existsSync(addressesFile(folder))) return
  const left = demoAddresses.safeParse(readJson(addressesFile(folder)))
  const pid = left.success ? left.data.pids.demo : undefined
  if (pid !== undefined && isAlive(pid)) {
    throw new AppError(
      'conflict',
      `The demo is already running at ${left.data?.web}. Stop it with Ctrl-C first (process ${pid}).`,
    )
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return pid !== process.pid
  } catch {
    return false
  }
}

function keptSecrets(folder: string): DemoSecrets {
  const file = join(folder, 'secrets.json')
  if (!existsSync(file)) {
    if (existsSync(join(folder, 'postgres'))) throw halfMade(folder)
    writePrivately(file, newSecrets())
  }
  const kept = secrets.safeParse(readJson(file))
  if (!kept.success) throw halfMade(folder)
  return kept.data
}

const halfMade = (folder: string) =>
  new AppError(
    'unavailable',
    `The folder ${folder} is half made: something in it is missing or broken. Start over with: npm run demo -- --fresh`,
  )

const random = (bytes: number) => randomBytes(bytes).toString('base64url')

const newSecrets = (): DemoSecrets => ({
  secret: random(32),
  sealingKeys: `k1:${randomBytes(32).toString('base64')}`,
  databasePassword: random(24),
  zoomClientId: random(16),
  zoomClientSecret: random(24),
})

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return null
  }
}

/** Whole or not at all, and for this user only: both files hold secrets of the demo. */
function writePrivately(file: string, value: unknown): void {
  const half = `${file}.half`
  writeFileSync(half, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 })
  renameSync(half, file)
}

export const writeAddresses = (folder: string, addresses: DemoAddresses) =>
  writePrivately(addressesFile(folder), addresses)

export const removeAddresses = (folder: string) => rmSync(addressesFile(folder), { force: true })
