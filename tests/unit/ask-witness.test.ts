import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, request as httpRequest, type ServerResponse } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { checkCheckpoint } from '#lib/core/transparency/check-checkpoint'
import { cosign } from '#lib/core/transparency/cosignature'
import { verifierKeyOf, verifierKeyText } from '#lib/core/transparency/note-keys'
import { signatureLine } from '#lib/core/transparency/signed-note'
import { parsePolicy } from '#lib/core/transparency/tlog-policy'
import { sha256Hex } from '#lib/core/sha256'
import { askWitness, type AskedWitness } from '#lib/witness/ask-witness'
import { diskFiles } from '#lib/witness/durable-files'
import { startWitness } from '#lib/witness/start-witness'
import {
  bodyOf,
  forkedTrees,
  logKey,
  logs,
  requestTo,
  signedAt,
  witnessKey,
} from '../support/witnesses'

const [trees, others] = forkedTrees(20, 5)
const now = new Date('2026-11-25T12:00:00Z')
const key = verifierKeyOf(witnessKey)
const first = { oldSize: 0, proof: [], checkpoint: signedAt(trees, 8) }
const close: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const each of close.splice(0)) await each()
})

describe('a witness over HTTP', () => {
  let asked: AskedWitness
  beforeEach(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'witness-'))
    const witness = { key: witnessKey, logs, folder, files: diskFiles }
    const server = await startWitness(witness, { host: '127.0.0.1', port: 0, now: () => now })
    close.push(
      () => server.close(),
      () => rm(folder, { recursive: true }),
    )
    asked = { url: `${server.url}/`, key }
  })

  test('cosigns for a client, tells its size, and refuses a fork', async () => {
    const answer = await askWitness(asked, first, { now })
    expect(answer).toMatchObject({ ok: true, time: 1795608000 })
    const cosigned = `${first.checkpoint}${answer.ok ? answer.lines : ''}`
    const vkeys = [logs[0] ?? key, key].map(verifierKeyText)
    const policy = parsePolicy(`log ${vkeys[0]}\nwitness W ${vkeys[1]}\nquorum W\n`)
    expect(policy.ok && checkCheckpoint(cosigned, policy.value).ok).toBe(true)

    const later = { oldSize: 0, proof: [], checkpoint: signedAt(trees, 12) }
    const other = await askWitness(asked, later, { now })
    expect(other).toEqual({ ok: false, fault: 'other_size', size: 8 })
    const fork = { oldSize: 8, proof: others.consistency(8, 12), checkpoint: signedAt(others, 12) }
    expect(await askWitness(asked, fork, { now })).toEqual({
      ok: false,
      fault: 'refused',
      status: 422,
    })
    const grown = { ...later, oldSize: 8, proof: trees.consistency(8, 12) }
    expect((await askWitness(asked, grown, { now })).ok).toBe(true)

    const shown = await fetch(`${asked.url}${sha256Hex(logKey.name)}/checkpoint`)
    expect((await shown.text()).startsWith(later.checkpoint)).toBe(true)
  })

  test('answers nothing but what there is', async () => {
    const status = async (path: string, init?: RequestInit) =>
      (await fetch(`${asked.url}${path}`, init)).status
    expect(await status('add-checkpoint')).toBe(405)
    expect(await status('', { method: 'DELETE' })).toBe(405)
    expect(await status('add-checkpoint/', { method: 'POST', body: requestTo(trees, 0, 8) })).toBe(
      405,
    )
    expect(await status('..%2fwitness')).toBe(404)
    expect(await status(`${'0'.repeat(64)}/checkpoint`)).toBe(404)
    expect(await status('add-checkpoint', { method: 'POST', body: Buffer.of(0xff) })).toBe(400)
    expect(await (await fetch(asked.url)).text()).toBe(`${verifierKeyText(key)}\n`)
  })

  test('reads no more than a request may hold', async () => {
    const body = 'old 0\n\n'.padEnd(200_000, 'a')
    const sent = httpRequest(`${asked.url}add-checkpoint`, { method: 'POST' })
    sent.end(body)
    const [response] = (await once(sent, 'response')) as [{ statusCode: number }]
    expect(response.statusCode).toBe(413)
    sent.destroy()
  })
})

describe('asking a witness', () => {
  /** Somebody who answers whatever is wanted. */
  async function somebody(answer: (response: ServerResponse) => void): Promise<AskedWitness> {
    const server = createServer((request, response) => {
      request.resume().on('end', () => answer(response))
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    close.push(async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    })
    const { port } = server.address() as AddressInfo
    return { url: `http://127.0.0.1:${port}`, key }
  }
  const body = bodyOf(first.checkpoint)
  const line = (text: string, time = 1795608000, of = witnessKey) =>
    signatureLine(cosign(text, time, of))
  const stranger = { ...witnessKey, seed: new Uint8Array(32).fill(8) }

  test.each([
    ['nothing', '', 'malformed_answer'],
    ['no signature', 'thank you\n', 'malformed_answer'],
    ['a line that is cut', line(body).slice(0, -1), 'malformed_answer'],
    ['a page around it', `<pre>\n${line(body)}`, 'malformed_answer'],
    ['somebody else’s word', line(body, 1, stranger), 'no_known_key'],
    ['its word on another checkpoint', line(bodyOf(signedAt(others, 8))), 'bad_signature'],
    ['its word and a bad one', line(body) + line(bodyOf(signedAt(others, 8))), 'bad_signature'],
    ['a time that is to come', line(body, 1795608000 + 3600), 'malformed_answer'],
  ])('takes %s for no answer', async (_, text, fault) => {
    const asked = await somebody((response) => response.end(text))
    expect(await askWitness(asked, first, { now })).toEqual({ ok: false, fault })
  })

  test('keeps its word alone, where it stands among others’', async () => {
    const asked = await somebody((response) => response.end(line(body, 1, stranger) + line(body)))
    expect(await askWitness(asked, first, { now })).toMatchObject({ ok: true, lines: line(body) })
  })

  test('follows nobody elsewhere, reads no answer without end, and waits for nobody for long', async () => {
    const right = await somebody((response) => response.end(line(body)))
    expect((await askWitness(right, first, { now })).ok).toBe(true)
    const away = await somebody((response) =>
      response.writeHead(307, { location: right.url }).end(),
    )
    const endless = await somebody((response) => {
      const more = () => void (response.writable && response.write('a'.repeat(65_536), more))
      more()
    })
    const silent = await somebody(() => {})
    const gone = { url: 'http://127.0.0.1:1', key }
    for (const asked of [away, endless, silent, gone]) {
      const answer = await askWitness(asked, first, { now, timeout_ms: 1500 })
      expect(answer).toEqual({ ok: false, fault: 'unreachable' })
    }
  })

  test('passes a refusal on, and a size only where it is one', async () => {
    const says = (status: number, type: string, text: string) =>
      somebody((response) => response.writeHead(status, { 'content-type': type }).end(text))
    const ask = async (asked: Promise<AskedWitness>) => askWitness(await asked, first, { now })
    expect(await ask(says(503, 'text/plain', ''))).toMatchObject({ fault: 'refused', status: 503 })
    expect(await ask(says(409, 'text/html', '5\n'))).toMatchObject({
      fault: 'refused',
      status: 409,
    })
    expect(await ask(says(409, 'text/x.tlog.size', '5'))).toMatchObject({
      fault: 'malformed_answer',
    })
    expect(await ask(says(409, 'text/x.tlog.size', '5\n'))).toMatchObject({ size: 5 })
  })
})
