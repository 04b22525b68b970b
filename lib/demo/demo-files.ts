import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/** What the demo's folder keeps between runs. */
export const demoSecrets = z.object({
  secret: z.string().min(32),
  rolesSecret: z.string().min(32),
  sealingKeys: z.string(),
  databasePassword: z.string(),
  zoomClientId: z.string(),
  zoomClientSecret: z.string(),
})
export type DemoSecrets = z.output<typeof demoSecrets>

const running = z.object({ pid: z.number(), began: z.string() })

/** A process of a demo, told from any later one of the same id by when it began. */
export type Running = z.output<typeof running>

/** What a running demo says of itself in demo.json, for people and for tests. */
const demoAddresses = z.object({
  web: z.string(),
  outbox: z.string(),
  sandbox: z.string(),
  /** As the migrator, the application and the cluster's administrator. */
  databaseUrl: z.string(),
  appDatabaseUrl: z.string(),
  adminDatabaseUrl: z.string(),
  /** Process ids, by name; the demo's own is `demo`. */
  pids: z.record(z.string(), z.number()),
})
export type DemoAddresses = z.output<typeof demoAddresses>

/** How far the seed came: what was begun and not done cannot be taken up again. */
export const seedState = z.object({ state: z.enum(['begun', 'done']) })

/** Every name that the demo may write in its folder, and so all that --fresh removes. */
export const demoNames = {
  secrets: 'secrets.json',
  addresses: 'demo.json',
  pids: 'pids.json',
  seed: 'seed.json',
  sandbox: 'zoom-sandbox.json',
  logs: 'logs',
  outbox: 'outbox',
  packs: 'packs',
  log: 'log',
  cluster: 'postgres',
} as const

/** The file's content as `schema` has it; null where it is missing or anything else. */
export function readKept<Schema extends z.ZodType>(
  folder: string,
  name: string,
  schema: Schema,
): z.output<Schema> | null {
  try {
    const kept: unknown = JSON.parse(readFileSync(join(folder, name), 'utf8'))
    return schema.parse(kept)
  } catch {
    return null
  }
}

/** Whole or not at all, and for this user only: these files hold secrets of the demo. */
export function keep(folder: string, name: string, value: unknown): void {
  const file = join(folder, name)
  const half = `${file}.half`
  writeFileSync(half, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 })
  renameSync(half, file)
}

export const writeAddresses = (folder: string, addresses: DemoAddresses) =>
  keep(folder, demoNames.addresses, addresses)

export const writeRunning = (folder: string, all: Record<string, Running>) =>
  keep(folder, demoNames.pids, all)

export const readRunning = (folder: string): Record<string, Running> =>
  readKept(folder, demoNames.pids, z.record(z.string(), running)) ?? {}

/** What no longer runs is no longer named. */
export function removeRunning(folder: string): void {
  rmSync(join(folder, demoNames.addresses), { force: true })
  rmSync(join(folder, demoNames.pids), { force: true })
}
