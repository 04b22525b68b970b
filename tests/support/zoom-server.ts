import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { afterAll } from 'vitest'

export type Respond = (response: ServerResponse, request: IncomingMessage) => void

/** A server that answers as it is told, for what no stand-in of Zoom would say. */
export const zoomServer = {
  respond: ((response) => response.end('{}')) as Respond,
  /** What was asked, since it was last emptied. */
  asked: [] as IncomingMessage[],
  apiUrl: '',
}

const server = createServer((request, response) => {
  zoomServer.asked.push(request)
  zoomServer.respond(response, request)
})
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
const listening = server.address()
const port = typeof listening === 'object' && listening ? listening.port : 0
zoomServer.apiUrl = `http://127.0.0.1:${port}/v2`

afterAll(() => {
  server.closeAllConnections()
  server.close()
})

/** An answer of this status and body; what is no text is sent as JSON. */
export const answers =
  (status: number, body: string | object, headers: Record<string, string> = {}): Respond =>
  (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers })
    response.end(typeof body === 'string' ? body : JSON.stringify(body))
  }
