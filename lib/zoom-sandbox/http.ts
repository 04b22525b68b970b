import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import type { Json } from '../core/canonical-json'
import { AppError } from '../core/errors'

/** More than any form or body that the stand-in takes. */
const body_bytes_max = 1024 * 1024

/** A request, read. `path` has no query; `text` is the body. */
export type Call = {
  method: string
  path: string
  query: URLSearchParams
  headers: IncomingMessage['headers']
  text: string
}

/** An answer: JSON, a page, or the address of another page. */
export type Answer = {
  status: number
  json?: Json
  html?: string
  text?: string
  headers?: Record<string, string>
  /** How long the body takes, in small parts; usual: as fast as can be. */
  trickle_ms?: number
  /** After so many bytes of the body the connection breaks. */
  cut_bytes?: number
}

export const json = (status: number, body: Json): Answer => ({ status, json: body })

export const page = (html: string, status = 200): Answer => ({ status, html })

/** To another address, asked for with GET. */
export const redirect = (location: string): Answer => ({
  status: 303,
  text: '',
  headers: { location },
})

export async function readCall(request: IncomingMessage): Promise<Call> {
  const url = new URL(request.url ?? '/', 'http://stand-in.invalid')
  const { method = 'GET', headers } = request
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request) {
    const part = Buffer.from(chunk)
    bytes += part.length
    if (bytes > body_bytes_max) throw new AppError('too_large', 'The body is too large.')
    chunks.push(part)
  }
  const text = Buffer.concat(chunks).toString()
  return { method, path: url.pathname, query: url.searchParams, headers, text }
}

export const formOf = (call: Call) => new URLSearchParams(call.text)

/** Everything a page may do here: be shown. Its forms go where the person sends them. */
const pageHeaders = {
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
}

/** `now` is what the server's own clock says, which need not be right. */
export async function send(response: ServerResponse, answer: Answer, now: Date): Promise<void> {
  const { status, json: body, html, text, headers } = answer
  const type =
    body !== undefined ? 'application/json' : html !== undefined ? 'text/html' : 'text/plain'
  const bytes = Buffer.from(body === undefined ? (html ?? text ?? '') : JSON.stringify(body))
  response.writeHead(status, {
    'content-type': `${type};charset=UTF-8`,
    'cache-control': 'no-store',
    date: now.toUTCString(),
    ...(status === 204 ? {} : { 'content-length': String(bytes.length) }),
    ...(html === undefined ? {} : pageHeaders),
    ...headers,
  })
  const { trickle_ms = 0, cut_bytes = bytes.length } = answer
  if (trickle_ms > 0) await trickle(response, bytes.subarray(0, cut_bytes), trickle_ms)
  else if (cut_bytes < bytes.length) await written(response, bytes.subarray(0, cut_bytes))
  if (cut_bytes < bytes.length) response.destroy()
  else response.end(trickle_ms > 0 ? undefined : bytes)
}

/** Into so many parts a slow body is cut. */
const parts_max = 20

async function trickle(response: ServerResponse, bytes: Buffer, ms: number): Promise<void> {
  response.flushHeaders()
  const length = Math.max(1, Math.ceil(bytes.length / parts_max))
  for (let from = 0; from < bytes.length && !response.destroyed; from += length) {
    await wait((ms * length) / bytes.length, undefined, { ref: false })
    await written(response, bytes.subarray(from, from + length))
  }
}

/** Sent, or given up by whoever asked. */
const written = (response: ServerResponse, bytes: Buffer) =>
  new Promise<void>((done) => {
    response.write(bytes, () => done())
  })
