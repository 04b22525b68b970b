import { join } from 'node:path'
import { startEmbedded } from '#db/embedded'
import { prepareDatabase } from '../database/prepare-database'
import { withRole } from '../database/role-url'
import { env } from '../env'
import { writeVerifierPage } from '../verify-page/write-page'
import { buildWeb } from './build-web'
import { openDemoFolder } from './demo-folder'
import { removeRunning, writeAddresses, type DemoAddresses, type DemoSecrets } from './demo-files'
import { demoEnvironment, origin, type DemoOptions, type Ports } from './demo-environment'
import { freePorts, portsFrom } from './ports'
import { stopProcess } from './processes'
import type { Belonging } from './run-in-demo'
import { startAll, type Starting } from './start-all'
import { seedOnce } from './seed-once'
import type { Stops } from './stops'

const database = 'touchline'

export type Demo = Belonging & {
  addresses: DemoAddresses
  /** Ends when one of the processes has stopped by itself, with what to say of it. */
  broken: Promise<string>
}

/**
 * Everything that Touchline is, on this machine: PostgreSQL, schema, stand-in Zoom, outbox, web,
 * worker and, once, what it is seeded with. `stops` stops what has started, however far it came.
 */
export async function startDemo(options: DemoOptions, stops: Stops): Promise<Demo> {
  const ownDatabase = options.throwAway ? undefined : env().DATABASE_URL
  const { folder, secrets } = await openDemoFolder(options, ownDatabase !== undefined)
  stops.add(async () => removeRunning(folder))
  const ports = options.port === null ? await freePorts() : await portsFrom(options.port)
  options.say('Starting the database …')
  const server = await openDatabase({ folder, secrets, stops, ownDatabase, options })
  const environment = {
    ...demoEnvironment({ mode: options.mode, folder, secrets, ports, url: server.databaseUrl }),
    ...options.settings,
  }
  const starting: Starting = { options, folder, environment, ports, stops }
  const webServer = options.mode === 'production' ? await built(starting) : null
  if (!webServer) await writeVerifierPage(options.root)
  options.say('Starting web, worker, outbox and the stand-in Zoom …')
  const { started, broken } = await startAll(starting, webServer)
  await seedOnce({ ...starting, root: options.root }, options.say)
  const pids = Object.fromEntries(started.map((each) => [each.name, each.pid]))
  const addresses = {
    ...addressesOf(ports, server, secrets),
    pids: { demo: process.pid, ...server.pids, ...pids },
  }
  writeAddresses(folder, addresses)
  return { addresses, root: options.root, folder, environment, stops, broken }
}

type OpenDatabase = { adminUrl: string; databaseUrl: string; pids: Record<string, number> }

type ToOpen = {
  folder: string
  secrets: DemoSecrets
  stops: Stops
  ownDatabase: string | undefined
  options: DemoOptions
}

/** The packaged PostgreSQL in the demo's folder, unless DATABASE_URL names another. */
async function openDatabase(of: ToOpen): Promise<OpenDatabase> {
  const { folder, secrets, stops, ownDatabase: own } = of
  if (own !== undefined) {
    const name = new URL(own).pathname.slice(1) || database
    return {
      adminUrl: own,
      databaseUrl: await prepareDatabase(own, name, secrets.rolesSecret),
      pids: {},
    }
  }
  const server = await startEmbedded({
    folder,
    password: secrets.databasePassword,
    throwAway: of.options.throwAway ?? false,
  })
  stops.add(server.stop)
  const databaseUrl = await prepareDatabase(server.adminUrl, database, secrets.rolesSecret)
  const admin = new URL(server.adminUrl)
  admin.pathname = database
  return { adminUrl: admin.href, databaseUrl, pids: { postgres: server.pid } }
}

const built = ({ options, folder, stops }: Starting) =>
  buildWeb({
    root: options.root,
    logFile: join(folder, 'logs', 'build.log'),
    say: options.say,
    started: (building) => stops.add(() => stopProcess(building)),
  })

const addressesOf = (
  { web, outbox, sandbox }: Ports,
  { adminUrl, databaseUrl }: OpenDatabase,
  { rolesSecret }: DemoSecrets,
) => ({
  web: origin(web),
  outbox: origin(outbox),
  sandbox: origin(sandbox),
  databaseUrl,
  appDatabaseUrl: withRole(databaseUrl, 'app', rolesSecret),
  adminDatabaseUrl: adminUrl,
})
