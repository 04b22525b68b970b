import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbedded } from '#db/embedded'
import { removeCluster } from '#db/embedded-place'
import { prepareDatabase } from '../database/prepare-database'
import { buildWeb } from '../demo/build-web'
import { demoEnvironment, origin, type DemoOptions } from '../demo/demo-environment'
import { newSecrets } from '../demo/demo-folder'
import { freePorts } from '../demo/ports'
import { startProcess, stopProcess, untilDone, untilReady, type Started } from '../demo/processes'
import { startAll } from '../demo/start-all'
import type { Stops } from '../demo/stops'
import { largeAccount } from './full-audit'

const start_timeout_ms = 60_000

export type ToMeasure = {
  root: string
  /** The program that measures. */
  file: string
  stops: Stops
  /** Beside a stand-in Zoom: web server, worker and outbox, too, at the pace that is usual. */
  whole: boolean
  say: (line: string) => void
}

/**
 * Runs `file` with a database and a stand-in Zoom of its own, which are thrown away afterwards, and
 * its output where this process has it. Throws where it fails.
 */
export async function measureIn({ root, file, stops, whole, say }: ToMeasure): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'touchline-bench-'))
  // Passable, so that root's database server, which runs as somebody else, finds its data there.
  chmodSync(folder, 0o711)
  stops.add(async () => {
    removeCluster(folder)
    rmSync(folder, { recursive: true, force: true })
  })
  const secrets = newSecrets()
  const server = await startEmbedded({ folder, password: secrets.databasePassword })
  stops.add(server.stop)
  const url = await prepareDatabase(server.adminUrl, 'bench', secrets.rolesSecret)
  const ports = await freePorts()
  const environment = {
    ...demoEnvironment({ mode: 'production', folder, secrets, ports, url }),
    LOG_LEVEL: 'error',
    ZOOM_BUSINESS_ACCOUNTS: largeAccount,
    ...(whole ? { ZOOM_BUDGET_SHARE: '' } : {}),
  }
  mkdirSync(join(folder, 'logs'), { recursive: true })
  const start = (name: string, args: string[], output?: 'inherit') => {
    const started = startProcess({
      name,
      command: process.execPath,
      args: ['--import', 'tsx', ...args],
      cwd: root,
      // What a measurement needs is made by a role that no process of the product is.
      environment: {
        ...environment,
        DATABASE_URL: url,
        DATABASE_ROLES_SECRET: secrets.rolesSecret,
      },
      logFile: join(folder, 'logs', `${name}.log`),
      ...(output === undefined ? {} : { output }),
    })
    stops.add(() => stopProcess(started))
    return started
  }
  if (whole) {
    const options: DemoOptions = {
      ...{ root, folder, fresh: true, throwAway: true, port: null, mode: 'production' },
      ...{ settings: {}, say },
    }
    const webServer = await buildWeb({
      ...{ root, logFile: join(folder, 'logs', 'build.log'), say },
      started: (building) => stops.add(() => stopProcess(building)),
    })
    await startAll({ options, folder, environment, ports, stops }, webServer)
  } else {
    const zoom = start('sandbox', [
      join(root, 'workers/zoom-sandbox.ts'),
      ...['--port', String(ports.sandbox)],
    ])
    const isThere = () => answers(`${origin(ports.sandbox)}/sandbox/health`)
    await untilReady(zoom, isThere, start_timeout_ms)
  }
  const measuring: Started = start('bench', [join(root, file)], 'inherit')
  await untilDone(measuring)
}

const answers = async (url: string) => (await fetch(url)).ok
