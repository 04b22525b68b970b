import { once } from 'node:events'
import { createServer } from 'node:net'
import { AppError } from '../core/errors'

const listen = async (port: number): Promise<number> => {
  const server = createServer().listen(port, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address ? address.port : port
}

/** `count` ports from `first` on; throws with what to do where one is taken. */
export async function portsFrom(first: number, count: number): Promise<number[]> {
  const ports = Array.from({ length: count }, (_, index) => first + index)
  for (const port of ports) {
    await listen(port).catch(() => {
      throw new AppError(
        'unavailable',
        `Port ${port} is taken. Stop what uses it, or choose others: npm run demo -- --port ${first + 100}`,
      )
    })
  }
  return ports
}

/** `count` ports that are free now. */
export async function freePorts(count: number): Promise<number[]> {
  const ports: number[] = []
  while (ports.length < count) {
    const port = await listen(0)
    if (!ports.includes(port)) ports.push(port)
  }
  return ports
}
