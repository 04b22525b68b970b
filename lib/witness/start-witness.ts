import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { verifierKeyOf, verifierKeyText } from '../core/transparency/note-keys'
import { requestLengthMax } from '../core/transparency/witness-request'
import { utf8Text } from '../core/utf8-text'
import { errorForLog } from '../error-for-log'
import { log } from '../log'
import { addCheckpoint, says, type Answer } from './add-checkpoint'
import { latestCosigned } from './latest-cosigned'
import type { Witness } from './witness'

const limits = { connections: 128, headers_ms: 10_000, request_ms: 20_000 } as const

/**
 * Serves a witness over HTTP (https://c2sp.org/tlog-witness). It answers anybody, and signs only what
 * a log that it knows has signed; a server in front of it does the encryption.
 */
export async function startWitness(
  witness: Witness,
  options: { host: string; port: number; now?: () => Date },
): Promise<{ url: string; close(): Promise<void> }> {
  const now = options.now ?? (() => new Date())
  const timeouts = { headersTimeout: limits.headers_ms, requestTimeout: limits.request_ms }
  const server = createServer(timeouts, (request, response) => {
    void respond(witness, now, request, response)
  })
  server.maxConnections = limits.connections
  server.listen(options.port, options.host)
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : options.port
  return {
    url: `http://${options.host}:${port}`,
    close: async () => {
      server.close()
      server.closeIdleConnections()
      await once(server, 'close')
    },
  }
}

async function respond(
  witness: Witness,
  now: () => Date,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  let answer: Answer
  try {
    answer = await answerTo(witness, now, request)
  } catch (error) {
    log.error(errorForLog(error), 'the witness could not answer')
    answer = says(500, 'Something went wrong here. Nothing was signed.\n')
  }
  // Who sends too much is not listened to any longer.
  const closes = answer.status === 413 ? { connection: 'close' } : {}
  response
    .writeHead(answer.status, {
      'content-type': answer.type,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      ...closes,
    })
    .end(answer.body)
}

async function answerTo(
  witness: Witness,
  now: () => Date,
  request: IncomingMessage,
): Promise<Answer> {
  const path = request.url ?? ''
  if (path === '/add-checkpoint') {
    if (request.method !== 'POST') return says(405, 'Checkpoints are sent by POST.\n')
    const text = await bodyOf(request)
    if (text === null) return says(413, 'That is more than a witness reads.\n')
    if (text === undefined) return says(400, 'That is not UTF-8.\n')
    return addCheckpoint(witness, text, now())
  }
  if (request.method !== 'GET') return says(405, 'Only to be read.\n')
  const [, hash] = /^\/([0-9a-f]{64})\/checkpoint$/.exec(path) ?? []
  if (hash) return latestCosigned(witness, hash)
  if (path === '/') return says(200, `${verifierKeyText(verifierKeyOf(witness.key))}\n`)
  return says(404, 'There is nothing here.\n')
}

/** Null where it is too long, of which no more than the limit is held; undefined where it is no text. */
async function bodyOf(request: IncomingMessage): Promise<string | null | undefined> {
  const parts: Uint8Array[] = []
  let bytes = 0
  // Who is refused in the middle of a sentence still has to hear it.
  const chunks: AsyncIterable<Uint8Array> = request.iterator({ destroyOnReturn: false })
  for await (const part of chunks) {
    bytes += part.byteLength
    if (bytes > requestLengthMax) return null
    parts.push(part)
  }
  return utf8Text(Buffer.concat(parts)) ?? undefined
}
