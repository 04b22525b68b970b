import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage } from 'node:http'
import { senderAddress } from './core/network'
import { env } from './env'

/** Node's word that a request has come, before anybody handles it. */
const requestCame = 'http.server.request.start'

/**
 * Puts right, in every request that comes to this process, what Next would take as it was sent.
 * X-Forwarded-For, where a sender may write what they like, becomes the one address to believe. A
 * TRACE, which no `Request` can be made of and Next answers with an error, becomes a method that
 * nothing here has: `proxy.ts` refuses it.
 */
export function correctRequests(): void {
  subscribe(requestCame, correct)
}

function correct(message: unknown): void {
  if (!isOfRequest(message)) return
  const { request } = message
  const { headers, socket } = request
  const given = headers['x-forwarded-for']
  const sender = senderAddress({
    forwardedFor: Array.isArray(given) ? given.join(',') : (given ?? ''),
    socket: socket.remoteAddress ?? '',
    proxiesInFront: env().PROXIES_IN_FRONT,
  })
  // Never taken away, even where it is empty: where there is none, Next writes one of its own.
  headers['x-forwarded-for'] = sender
  if (request.method === 'TRACE') request.method = 'PURGE'
}

const isOfRequest = (message: unknown): message is { request: IncomingMessage } =>
  typeof message === 'object' && message !== null && 'request' in message
