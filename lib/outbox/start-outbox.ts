import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { listPage, mailPage, nothingPage } from './outbox-page'
import { outboxStyle } from './outbox-style'
import { readMails } from './read-mails'

/** Nothing runs or loads in these pages but their own style. */
const styleHash = createHash('sha256').update(outboxStyle).digest('base64')
const headers = {
  'cache-control': 'no-store',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
}

/**
 * A web page with the mails that were kept in `folder`, for the demo and development only: on
 * 127.0.0.1, and only under its own name, since codes to sign in with are in them.
 */
export async function startOutbox(options: {
  port: number
  folder: string
}): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    void answer(options.folder, request, response)
  })
  server.listen(options.port, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : options.port
  return {
    url: `http://localhost:${port}`,
    close: async () => {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

/** Another site that points its own name at this machine is not this one. */
const isLocal = (host: string) => /^(localhost|127\.0\.0\.1)(:\d+)?$/.test(host)

async function answer(
  folder: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const send = (status: number, type: string, body: string) =>
    response.writeHead(status, { ...headers, 'content-type': type }).end(body)
  const html = 'text/html; charset=utf-8'
  if (!isLocal(request.headers.host ?? '')) return void send(421, 'text/plain', 'Not this host.\n')
  if (request.method !== 'GET') return void send(405, 'text/plain', 'Only to be read.\n')
  const { pathname } = new URL(request.url ?? '/', 'http://localhost')
  const mails = await readMails(folder)
  if (pathname === '/') return void send(200, html, listPage(mails))
  if (pathname === '/mails.json') return void send(200, 'application/json', JSON.stringify(mails))
  const mail = mails.find(({ id }) => pathname === `/mail/${id}`)
  if (mail) return void send(200, html, mailPage(mail))
  send(404, html, nothingPage())
}
