import { randomBytes } from 'node:crypto'
import { accessSync, constants, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { clusterFolder, removeCluster } from '#db/embedded-place'
import { AppError } from '../core/errors'
import {
  demoNames,
  demoSecrets,
  keep,
  readKept,
  readRunning,
  removeRunning,
  seedState,
  writeRunning,
  type DemoSecrets,
} from './demo-files'
import type { DemoOptions } from './demo-environment'
import { runningAs, stillRuns, stopLeftBehind } from './left-behind'

/**
 * Opens the folder, or makes it; `ownDatabase` where the data lies elsewhere. Throws with what to
 * do where it is in use, or is not ours.
 */
export async function openDemoFolder(
  { folder: path, fresh }: DemoOptions,
  ownDatabase: boolean,
): Promise<{ folder: string; secrets: DemoSecrets }> {
  const folder = resolve(path)
  makeWritable(folder)
  refuseForeign(folder)
  refuseIfRunning(folder)
  await stopLeftBehind(Object.values(readRunning(folder)))
  removeRunning(folder)
  if (fresh) startOver(folder)
  makeWritable(join(folder, demoNames.logs))
  const secrets = keptSecrets(folder, ownDatabase)
  writeRunning(folder, { demo: runningAs(process.pid) })
  return { folder, secrets }
}

function makeWritable(folder: string): void {
  try {
    // Passable, since root's database server runs as somebody else; what is in it is not listed.
    mkdirSync(folder, { recursive: true, mode: 0o711 })
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch {
    throw new AppError(
      'unavailable',
      `Touchline may not write to ${folder}. Make it writable, or name another folder with --folder.`,
    )
  }
}

/** Somebody else's folder is not written into, and never emptied by --fresh. */
function refuseForeign(folder: string): void {
  const ours: readonly string[] = Object.values(demoNames)
  const foreign = readdirSync(folder).find(
    (name) => !ours.some((our) => name === our || name.startsWith(`${our}.`)),
  )
  if (foreign === undefined || existsSync(join(folder, demoNames.secrets))) return
  throw new AppError(
    'unavailable',
    `The folder ${folder} holds something else (${foreign}). Name an empty one, or a new one, with --folder.`,
  )
}

function refuseIfRunning(folder: string): void {
  const { demo } = readRunning(folder)
  if (!demo || demo.pid === process.pid || !stillRuns(demo)) return
  throw new AppError(
    'conflict',
    `Touchline is running in ${folder} already (process ${demo.pid}). Stop it with Ctrl-C first, or name another folder with --folder.`,
  )
}

/** What the demo itself wrote, the cluster wherever it really is; nothing else. */
function startOver(folder: string): void {
  removeCluster(folder)
  for (const name of Object.values(demoNames)) {
    rmSync(join(folder, name), { recursive: true, force: true })
  }
}

/** A throw-away demo's folder, wholly, with its cluster wherever it really is. */
export function removeDemoFolder(folder: string): void {
  startOver(folder)
  rmSync(folder, { recursive: true, force: true })
}

function keptSecrets(folder: string, ownDatabase: boolean): DemoSecrets {
  const hasCluster = ownDatabase || existsSync(join(clusterFolder(folder), 'PG_VERSION'))
  const hasSecrets = existsSync(join(folder, demoNames.secrets))
  if (!hasSecrets && (!hasCluster || ownDatabase)) keep(folder, demoNames.secrets, newSecrets())
  const kept = readKept(folder, demoNames.secrets, demoSecrets.partial({ rolesSecret: true }))
  if (!kept) throw halfMade(folder)
  const seed = readKept(folder, demoNames.seed, seedState)
  if (seed && (seed.state === 'begun' || !hasCluster)) throw halfMade(folder)
  // A folder from before the roles had a secret of their own: every start sets their passwords.
  const secrets = { rolesSecret: random(32), ...kept }
  if (kept.rolesSecret === undefined) keep(folder, demoNames.secrets, secrets)
  return secrets
}

/** The refusal where the folder cannot be taken up again. */
const halfMade = (folder: string) =>
  new AppError(
    'unavailable',
    `The folder ${folder} is half made: a start was broken off, or something in it is missing. To start over, give the same command with --fresh.`,
  )

const random = (bytes: number) => randomBytes(bytes).toString('base64url')

/** Secrets of a deployment that is one folder on one machine. */
export const newSecrets = (): DemoSecrets => ({
  secret: random(32),
  rolesSecret: random(32),
  sealingKeys: `k1:${randomBytes(32).toString('base64')}`,
  databasePassword: random(24),
  zoomClientId: random(16),
  zoomClientSecret: random(24),
})
