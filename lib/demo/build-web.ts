import { cpSync, existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { writeVerifierPage } from '../verify-page/write-page'
import { startProcess, untilDone, type Started } from './processes'

const sources = [
  ...['app', 'lib', 'db', 'public', 'proxy.ts', 'instrumentation.ts'],
  ...['next.config.js', 'package-lock.json'],
]

/**
 * Builds the web server where its sources are newer than the last build, and returns the path of
 * the standalone server. Next leaves the static files out of it; they are put beside. `started` is
 * told of the process, so that it can be stopped.
 */
export async function buildWeb(options: {
  root: string
  logFile: string
  say: (line: string) => void
  started: (building: Started) => void
}): Promise<string> {
  const { root } = options
  const standalone = join(root, '.next', 'standalone')
  const server = join(standalone, 'server.js')
  const stamp = join(standalone, '.next', 'static')
  if (existsSync(stamp) && newest(root) < statSync(stamp).mtimeMs) return server
  options.say('Building the web server, once for this version …')
  rmSync(standalone, { recursive: true, force: true })
  await writeVerifierPage(root)
  const building = startProcess({
    name: 'next build',
    command: process.execPath,
    args: [join(root, 'node_modules', 'next', 'dist', 'bin', 'next'), 'build'],
    cwd: root,
    environment: { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    logFile: options.logFile,
  })
  options.started(building)
  await untilDone(building)
  cpSync(join(root, 'public'), join(standalone, 'public'), { recursive: true })
  // Named last: where it stands under its own name, the build is whole.
  const half = `${stamp}.half`
  cpSync(join(root, '.next', 'static'), half, { recursive: true })
  renameSync(half, stamp)
  return server
}

/** When the newest of the sources was changed, in milliseconds since 1970. */
function newest(root: string): number {
  const times = sources.flatMap((name) => {
    const path = join(root, name)
    if (!existsSync(path)) return []
    if (!statSync(path).isDirectory()) return [statSync(path).mtimeMs]
    return readdirSync(path, { recursive: true, withFileTypes: true }).map(
      (entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs,
    )
  })
  return Math.max(...times)
}
