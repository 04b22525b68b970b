import { createServer, request, type Server } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { correctRequests } from '#lib/correct-requests'
import { env } from '#lib/env'

/** A server that knows nothing of us, as Next's: it says what it was handed. */
let server: Server
let port = 0

beforeAll(async () => {
  correctRequests()
  server = createServer((asked, answer) => {
    answer.end(`${asked.method} ${String(asked.headers['x-forwarded-for'])}`)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  port = typeof address === 'object' && address ? address.port : 0
})
afterAll(() => {
  Object.assign(env(), { PROXIES_IN_FRONT: 0 })
  server.close()
})

const ask = (method: string, headers: Record<string, string | string[]>) =>
  new Promise<string>((done, fail) => {
    const asking = request({ port, host: '127.0.0.1', method, headers }, (answer) => {
      let text = ''
      answer.on('data', (chunk: Buffer) => (text += chunk.toString()))
      answer.on('end', () => done(text))
    })
    asking.on('error', fail)
    asking.end()
  })

test.each([
  [0, '203.0.113.7', '127.0.0.1'],
  [0, ['203.0.113.7', '203.0.113.8'], '127.0.0.1'],
  [1, '198.51.100.1, 203.0.113.7', '203.0.113.7'],
  [1, ['198.51.100.1', '203.0.113.7'], '203.0.113.7'],
  [2, '203.0.113.7', '127.0.0.1'],
])('behind %i servers, X-Forwarded-For: %j is handed on as %s', async (front, sent, handedOn) => {
  Object.assign(env(), { PROXIES_IN_FRONT: front })
  expect(await ask('GET', { 'x-forwarded-for': sent })).toBe(`GET ${handedOn}`)
})

test('a sender who says nothing has an address all the same', async () => {
  Object.assign(env(), { PROXIES_IN_FRONT: 0 })
  expect(await ask('POST', {})).toBe('POST 127.0.0.1')
})

test('a TRACE is handed on as a method that nothing here has', async () => {
  expect(await ask('TRACE', {})).toMatch(/^PURGE /)
})
