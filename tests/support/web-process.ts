import 'next/dist/server/node-environment-baseline'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { workAsyncStorage } from 'next/dist/server/app-render/work-async-storage.external'
import { workUnitAsyncStorage } from 'next/dist/server/app-render/work-unit-async-storage.external'
import { NextRequest } from 'next/server'
import { POST } from '../../app/api/zoom/webhook/route'

/**
 * Stands in for the web server, which takes a minute to build: serves its real handler of webhooks,
 * and nothing else, in a process that can be killed. What the handler leaves for after its answer is
 * begun once the answer was sent, as Next does.
 */
const [port = '0'] = process.argv.slice(2)

type Later = (() => unknown)[]

/** The part of Next's own surroundings of a request that `after` looks for. */
const inRequest = <Result>(later: Later, run: () => Result): Result => {
  const around = { afterContext: { after: (task: () => unknown) => later.push(task) } }
  return workAsyncStorage.run(around as never, () =>
    workUnitAsyncStorage.run({ type: 'request' } as never, run),
  )
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) headers.set(name, String(value))
  const url = `http://127.0.0.1:${port}${request.url ?? '/'}`
  const body = await buffer(request)
  const asked = new NextRequest(url, { method: 'POST', headers, body: new Uint8Array(body) })
  const later: Later = []
  const answered = await inRequest(later, () => POST(asked))
  response.writeHead(answered.status, Object.fromEntries(answered.headers))
  response.end(Buffer.from(await answered.arrayBuffer()))
  for (const task of later) await task()
}

createServer((request, response) => void answer(request, response)).listen(
  Number(port),
  '127.0.0.1',
  () => console.log('listening'),
)
