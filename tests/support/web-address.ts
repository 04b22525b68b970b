import { createServer } from 'node:net'
import { once } from 'node:events'
import { webhookSecret } from './webhooks'

/**
 * Where a web process of this test file's own is going to listen, so that its stand-in Zoom knows
 * where to send events. Import it before the stand-in.
 */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  return typeof address === 'object' && address ? address.port : 0
}

export const webPort = String(await freePort())

process.env.TEST_WEBHOOK_URL = `http://127.0.0.1:${webPort}/api/zoom/webhook`
process.env.TEST_WEBHOOK_SECRET = webhookSecret
