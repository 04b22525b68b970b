import { join } from 'node:path'
import { startEmbedded, type Embedded } from '#db/embedded'
import { prepareDatabase } from '../database/prepare-database'
import { withRole } from '../database/role-url'
import { buildWeb } from './build-web'
import {
  openDemoFolder,
  removeAddresses,
  writeAddresses,
  type DemoAddresses,
  type DemoSecrets,
} from './demo-folder'
import { startProcess, stopProcess, untilReady, type Started } from './processes'

const start_timeout_ms = 60_000
const database = 'touchline'

export type DemoOptions = {
  /** The project's root, where the processes find their code. */
  root: string
  folder: string
  fresh: boolean
  ports: readonly [web: number, outbox: number, sandbox: number]
  /** More settings for the processes, for a run that must be quick. */
  settings: Record<string, string>
  say(line: string): void
}

export type Demo = {
  addresses: DemoAddresses
  folder: string
  /** The settings of a process that belongs to this demo, such as the one that seeds it. */
  environment: Record<string, string>
  /** Ends when one of the processes has stopped by itself, with its name. */
  broken: Promise<string>
  stop(): Promise<void>
}

/**
 * Everything that Touchline is, on this machine: PostgreSQL, schema, stand-in Zoom, outbox, web
 * and worker in production mode. What had started is stopped again where a later part does not.
 */
export async function startDemo(options: DemoOptions): Promise<Demo> {
  const { folder, secrets } = openDemoFolder(options.folder, options.fresh)
  const stops: (() => Promise<void>)[] = []
  const stop = async () => {
    for (const each of stops.splice(0).toReversed()) await each()
    removeAddresses(folder)
  }
  try {
    options.say('Starting the database …')
    const server = await startEmbedded({ folder, password: secrets.databasePassword })
    stops.push(server.stop)
    const databaseUrl = await prepareDatabase(server.adminUrl, database, secrets.secret)
    const web = buildWeb(options.root, options.say)
    const environment = environmentOf(options, folder, secrets, databaseUrl)
    options.say('Starting web, worker, outbox and the stand-in Zoom …')
    const started = await startAll(options, folder, environment, web, stops)
    const addresses = addressesOf(options, databaseUrl, server, secrets, started)
    writeAddresses(folder, addresses)
    return { addresses, folder, environment, broken: firstToEnd(started), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

const origin = (port: number) => `http://localhost:${port}`

function environmentOf(
  { ports: [web, , sandbox], settings }: DemoOptions,
  folder: string,
  secrets: DemoSecrets,
  databaseUrl: string,
): Record<string, string> {
  const url = (role: 'app' | 'auth' | 'system' | 'queue') =>
    withRole(databaseUrl, role, secrets.secret)
  return {
    NODE_ENV: 'production',
    APP_URL: origin(web),
    TOUCHLINE_SECRET: secrets.secret,
    TOUCHLINE_SEALING_KEYS: secrets.sealingKeys,
    APP_DATABASE_URL: url('app'),
    AUTH_DATABASE_URL: url('auth'),
    SYSTEM_DATABASE_URL: url('system'),
    QUEUE_DATABASE_URL: url('queue'),
    DATA_FOLDER: folder,
    OUTBOX_FOLDER: join(folder, 'outbox'),
    ZOOM_OAUTH_URL: origin(sandbox),
    ZOOM_API_URL: `${origin(sandbox)}/v2`,
    ZOOM_CLIENT_ID: secrets.zoomClientId,
    ZOOM_CLIENT_SECRET: secrets.zoomClientSecret,
    NEXT_TELEMETRY_DISABLED: '1',
    ...settings,
  }
}

async function startAll(
  { root, ports: [web, outbox, sandbox] }: DemoOptions,
  folder: string,
  environment: Record<string, string>,
  webServer: string,
  stops: (() => Promise<void>)[],
): Promise<Started[]> {
  const start = (name: string, args: string[], extra: Record<string, string> = {}) => {
    const started = startProcess({
      name,
      command: process.execPath,
      args,
      cwd: root,
      environment: { ...environment, ...extra },
      logFile: join(folder, 'logs', `${name}.log`),
    })
    stops.push(() => stopProcess(started))
    return started
  }
  const tsx = (file: string, ...args: string[]) => ['--import', 'tsx', join(root, file), ...args]
  const state = join(folder, 'zoom-sandbox.json')
  const zoom = start(
    'sandbox',
    tsx('workers/zoom-sandbox.ts', '--port', String(sandbox), '--state', state),
  )
  const mail = start('outbox', tsx('workers/outbox.ts', '--port', String(outbox)))
  const worker = start('worker', tsx('workers/main.ts'))
  const next = start('web', [webServer], { PORT: String(web), HOSTNAME: '127.0.0.1' })
  await untilReady(zoom, () => answers(`${origin(sandbox)}/sandbox/health`), start_timeout_ms)
  await untilReady(mail, () => answers(origin(outbox)), start_timeout_ms)
  await untilReady(next, () => answers(`${origin(web)}/api/health`), start_timeout_ms)
  return [zoom, mail, worker, next]
}

const answers = async (url: string) => (await fetch(url)).ok

function addressesOf(
  { ports: [web, outbox, sandbox] }: DemoOptions,
  databaseUrl: string,
  server: Embedded,
  secrets: DemoSecrets,
  started: readonly Started[],
): DemoAddresses {
  const admin = new URL(server.adminUrl)
  admin.pathname = database
  const pids = Object.fromEntries(started.map((each) => [each.name, each.pid]))
  return {
    web: origin(web),
    outbox: origin(outbox),
    sandbox: origin(sandbox),
    databaseUrl,
    appDatabaseUrl: withRole(databaseUrl, 'app', secrets.secret),
    adminDatabaseUrl: admin.href,
    pids: { demo: process.pid, postgres: server.pid, ...pids },
  }
}

const firstToEnd = (started: readonly Started[]) =>
  Promise.race(
    started.map(
      (each) => new Promise<string>((done) => each.child.once('exit', () => done(each.name))),
    ),
  )
