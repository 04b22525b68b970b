import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../core/errors'
import { environmentWith } from '../env'

const sources = ['app', 'lib', 'db', 'public', 'proxy.ts', 'next.config.js', 'package-lock.json']

/**
 * Builds the web server where its sources are newer than the last build, and returns the path of
 * the standalone server. Next leaves the static files out of it; they are put beside.
 */
export function buildWeb(root: string, say: (line: string) => void): string {
  const standalone = join(root, '.next', 'standalone')
  const server = join(standalone, 'server.js')
  const stamp = join(standalone, '.next', 'static')
  if (existsSync(stamp) && newest(root) < statSync(stamp).mtimeMs) return server
  say('Building the web server …')
  rmSync(join(root, '.next'), { recursive: true, force: true })
  const build = spawnSync(join(root, 'node_modules', '.bin', 'next'), ['build'], {
    cwd: root,
    encoding: 'utf8',
    env: environmentWith({ NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' }),
  })
  if (build.status !== 0) {
    const said = `${build.stdout ?? ''}${build.stderr ?? ''}`
      .trim()
      .split('\n')
      .slice(-15)
      .join('\n')
    throw new AppError('unavailable', `The web server could not be built.\n${said}`)
  }
  cpSync(join(root, 'public'), join(standalone, 'public'), { recursive: true })
  cpSync(join(root, '.next', 'static'), stamp, { recursive: true })
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
