import type { IncomingMessage, ServerResponse } from 'node:http'
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

export function send(response: ServerResponse, answer: Answer): void {
  const { status, json: body, html, text, headers } = answer
  const type =
    body !== undefined ? 'application/json' : html !== undefined ? 'text/html' : 'text/plain'
  response.writeHead(status, {
    'content-type': `${type};charset=UTF-8`,
    'cache-control': 'no-store',
    ...(html === undefined ? {} : pageHeaders),
    ...headers,
  })
  response.end(body === undefined ? (html ?? text ?? '') : JSON.stringify(body))
}
