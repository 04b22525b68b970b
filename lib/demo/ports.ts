import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { AppError } from '../core/errors'
import type { Ports } from './demo-environment'

const port_max = 65_535

/** Listens and stops again: throws where something else listens there. */
async function tryPort(port: number): Promise<number> {
  const server = createServer().listen(port, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address ? address.port : port
}

/** `first` for the web server and the two after it; throws with what to do where one is taken. */
export async function portsFrom(first: number): Promise<Ports> {
  const ports = { web: first, outbox: first + 1, sandbox: first + 2 }
  for (const port of Object.values(ports)) {
    await tryPort(port).catch((error: unknown) => {
      const why = error instanceof Error && 'code' in error ? error.code : ''
      const what = why === 'EACCES' ? 'may not be used by this user' : 'is taken'
      const other = first + 100 > port_max - 2 ? 3000 : first + 100
      throw new AppError(
        'unavailable',
        `Port ${port} ${what}. Stop what uses it, or choose another with --port, such as --port ${other}.`,
      )
    })
  }
  return ports
}

/**
 * Where a free port is looked for: below those that the system gives to every connection that goes out,
 * so that none takes it between now and when it is listened to (Linux begins at 32,768).
 */
const chosen = { from: 20_000, to: 32_000 } as const

/** Three ports that are free now. */
export async function freePorts(): Promise<Ports> {
  const free = new Set<number>()
  while (free.size < 3) {
    const port = randomInt(chosen.from, chosen.to)
    await tryPort(port).then(
      () => free.add(port),
      () => {},
    )
  }
  const [web = 0, outbox = 0, sandbox = 0] = free
  return { web, outbox, sandbox }
}
