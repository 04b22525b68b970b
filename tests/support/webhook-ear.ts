import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { afterAll } from 'vitest'
import { isJsonObject, type Json, type JsonObject } from '#lib/core/canonical-json'

/** One delivery as it arrived. */
export type Heard = {
  /** The path that it was sent to, by which the tests tell the apps apart. */
  to: string
  body: string
  event: string
  payload: JsonObject
  timestamp: number
  requestId: string
  clientId: string
  /** Whether it is signed with this secret over the bytes that arrived. */
  isSignedWith(secret: string): boolean
}

/**
 * An address that hears webhooks, for tests of whoever sends them. It answers 204, or what
 * `answers` has next; a question whose address it is with the secret of its path.
 */
export async function listen(secrets: Record<string, string>) {
  const ear: { heard: Heard[]; answers: number[] } = { heard: [], answers: [] }
  const server = createServer((request, response) => {
    void buffer(request).then((bytes) => {
      const one = heardOf(request.url ?? '', request.headers, bytes.toString())
      const status = ear.answers.shift()
      if (one.event !== 'endpoint.url_validation') ear.heard.push(one)
      if (status !== undefined) return response.writeHead(status).end()
      if (one.event !== 'endpoint.url_validation') return response.writeHead(204).end()
      const plainToken = textOf(one.payload['plainToken'])
      const encryptedToken = hmac(secrets[one.to] ?? '', plainToken)
      return response.writeHead(200).end(JSON.stringify({ plainToken, encryptedToken }))
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  afterAll(() => {
    server.close()
  })
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return { ear, url: `http://127.0.0.1:${port}` }
}

const hmac = (secret: string, text: string) =>
  createHmac('sha256', secret).update(text).digest('hex')

const textOf = (value: Json | undefined) => (typeof value === 'string' ? value : '')

function heardOf(to: string, headers: NodeJS.Dict<string | string[]>, body: string): Heard {
  const one = (name: string) => String(headers[name] ?? '')
  const said: Json = JSON.parse(body)
  const { event = '', payload = {} } = isJsonObject(said) ? said : {}
  const timestamp = one('x-zm-request-timestamp')
  return {
    to,
    body,
    event: textOf(event),
    payload: isJsonObject(payload) ? payload : {},
    timestamp: Number(timestamp),
    requestId: one('x-zm-request-id'),
    clientId: one('clientid'),
    isSignedWith: (secret) =>
      one('x-zm-signature') === `v0=${hmac(secret, `v0:${timestamp}:${body}`)}`,
  }
}
