import { join } from 'node:path'
import * as paths from '../core/paths'
import { origin, webEnvironment, type DemoOptions, type Ports } from './demo-environment'
import { writeRunning } from './demo-files'
import { runningAs } from './left-behind'
import { startProcess, stopProcess, untilReady, type Started } from './processes'
import type { Stops } from './stops'

const start_timeout_ms = 90_000

export type Starting = {
  options: DemoOptions
  folder: string
  environment: Record<string, string>
  ports: Ports
  stops: Stops
}

type All = { started: readonly Started[]; broken: Promise<string> }

/**
 * Starts every process but the database and waits until each answers. `webServer` is the built
 * server; null starts Next's own for development. `broken` ends when one has stopped by itself.
 */
export async function startAll(starting: Starting, webServer: string | null): Promise<All> {
  const { ports, folder, options } = starting
  const state = join(folder, 'zoom-sandbox.json')
  const zoom = start(starting, 'sandbox', [
    ...ours(options, 'workers/zoom-sandbox.ts'),
    ...['--port', String(ports.sandbox)],
    // What is thrown away afterwards is not written down at each change.
    ...(options.throwAway ? [] : ['--state', state]),
    ...['--webhook', `${origin(ports.web)}${paths.zoomWebhook()}`],
  ])
  const mail = start(starting, 'outbox', [
    ...ours(options, 'workers/outbox.ts'),
    ...['--port', String(ports.outbox)],
  ])
  const worker = start(starting, 'worker', ours(options, 'workers/main.ts'))
  const web = start(
    { ...starting, environment: webEnvironment(starting.environment, ports) },
    'web',
    webServer ? [webServer] : nextDevelopment(options, ports.web),
  )
  const started = [zoom, mail, worker, web]
  const all = [
    ['demo', process.pid] as const,
    ...started.map(({ name, pid }) => [name, pid] as const),
  ]
  writeRunning(folder, Object.fromEntries(all.map(([name, pid]) => [name, runningAs(pid)])))
  await untilReady(zoom, () => answers(`${origin(ports.sandbox)}/sandbox/health`), start_timeout_ms)
  await untilReady(mail, () => answers(origin(ports.outbox)), start_timeout_ms)
  await untilReady(web, () => isReady(starting), start_timeout_ms)
  return { started, broken: Promise.race(started.map(itsEnd)) }
}

function start(
  { options, folder, environment, stops }: Starting,
  name: string,
  args: readonly string[],
): Started {
  const started = startProcess({
    name,
    command: process.execPath,
    args,
    cwd: options.root,
    environment,
    logFile: join(folder, 'logs', `${name}.log`),
  })
  stops.add(() => stopProcess(started))
  return started
}

/** One of our own programs; in development it starts again when its sources change. */
function ours({ root, mode }: DemoOptions, file: string): string[] {
  const path = join(root, file)
  if (mode === 'production') return ['--import', 'tsx', path]
  const watching = join(root, 'node_modules', 'tsx', 'dist', 'cli.mjs')
  return [watching, 'watch', '--clear-screen=false', path]
}

const nextDevelopment = ({ root }: DemoOptions, port: number) => [
  join(root, 'node_modules', 'next', 'dist', 'bin', 'next'),
  ...['dev', '--hostname', '127.0.0.1', '--port', String(port)],
]

/** In development a fault of one process is for its log; it does not stop the others. */
async function isReady({ ports, options }: Starting): Promise<boolean> {
  const response = await fetch(`${origin(ports.web)}${paths.health()}`)
  return response.ok || options.mode === 'development'
}

const answers = async (url: string) => (await fetch(url)).ok

const itsEnd = ({ name, child, logFile }: Started) =>
  new Promise<string>((done) => {
    child.once('exit', () => done(`${name} has stopped by itself. Its log: ${logFile}`))
  })
