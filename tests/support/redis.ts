import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { afterAll } from 'vitest'

/** Why there is no Redis to test with; null where there is one. */
export const noRedisBecause = isInstalled() ? null : 'redis-server is not installed here'

/**
 * A Redis of this test file's own, which keeps nothing, and the setting that moves the queue there.
 * Import it before anything of ours that reads a setting.
 */
export const redisUrl = noRedisBecause === null ? await startRedis() : ''

function isInstalled(): boolean {
  try {
    execFileSync('redis-server', ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

async function startRedis(): Promise<string> {
  const port = String(await freePort())
  const options = ['--port', port, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no']
  const server = spawn('redis-server', options, { stdio: ['ignore', 'pipe', 'ignore'] })
  afterAll(() => server.kill('SIGKILL'))
  let said = ''
  while (!said.includes('Ready to accept connections')) {
    const [chunk] = await once(server.stdout, 'data')
    said += String(chunk)
  }
  server.stdout.resume()
  const url = `redis://127.0.0.1:${port}`
  process.env.REDIS_URL = url
  return url
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  return typeof address === 'object' && address ? address.port : 0
}
