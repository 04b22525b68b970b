import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sendMail } from '#lib/mail/send-mail'
import { startOutbox } from '#lib/outbox/start-outbox'
import { env } from '#lib/env'

let outbox: Awaited<ReturnType<typeof startOutbox>>
const empty = mkdtempSync(join(tmpdir(), 'touchline-no-mail-'))

beforeAll(async () => {
  await sendMail({ to: 'first@example.org', subject: 'First', text: 'Nothing to follow.\n' })
  await sendMail({
    to: 'second@example.org',
    subject: 'Your <b>code</b> & more',
    text: 'Open https://touchline.example/sign-in?a=1&b=2.\n<script>alert(1)</script>\n',
  })
  outbox = await startOutbox({ port: 0, folder: env().OUTBOX_FOLDER ?? '' })
})

afterAll(async () => {
  await outbox.close()
  rmSync(empty, { recursive: true, force: true })
})

const page = async (path: string) => (await fetch(outbox.url + path)).text()

async function pathOf(subject: string): Promise<string> {
  const found = new RegExp(`href="(/mail/[^"]+)">${subject}`).exec(await page('/'))
  return found?.[1] ?? ''
}

describe('the outbox', () => {
  test('lists what was sent, newest first, and says what it is for', async () => {
    const list = await page('/')
    expect(list.indexOf('second@example.org')).toBeGreaterThan(0)
    expect(list.indexOf('second@example.org')).toBeLessThan(list.indexOf('first@example.org'))
    expect(list).toContain('outbox of the demo and of development')
    expect(list).toContain('Your &lt;b&gt;code&lt;/b&gt; &amp; more')
  })

  test('shows a mail as text, with its links to be followed and nothing of it run', async () => {
    const mail = await page(await pathOf('Your'))
    expect(mail).toContain(
      '<a href="https://touchline.example/sign-in?a=1&amp;b=2">https://touchline.example/sign-in?a=1&amp;b=2</a>.',
    )
    expect(mail).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(mail).not.toContain('<script')
  })

  test('gives the same to a program', async () => {
    const mails: unknown = await (await fetch(`${outbox.url}/mails.json`)).json()
    expect(mails).toMatchObject([{ to: 'second@example.org' }, { to: 'first@example.org' }])
  })

  test('is not there for another name, another method or another mail', async () => {
    // What a page of another site gets that has pointed its own name at this machine.
    const asked = request(`${outbox.url}/`, { headers: { host: 'evil.example:3001' } }).end()
    const status = await new Promise<number | undefined>((resolve) =>
      asked.on('response', (response) => {
        void text(response).then(() => resolve(response.statusCode))
      }),
    )
    expect(status).toBe(421)
    expect((await fetch(outbox.url, { method: 'POST' })).status).toBe(405)
    expect((await fetch(`${outbox.url}/mail/../../etc/passwd`)).status).toBe(404)
  })

  test('allows its pages nothing but their own style', async () => {
    const { headers } = await fetch(outbox.url)
    expect(headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-/,
    )
  })

  test('leaves out a file that is no mail', async () => {
    writeFileSync(join(env().OUTBOX_FOLDER ?? '', 'zzz.json'), '{ half')
    expect(await page('/')).toContain('first@example.org')
  })

  test('says so where nothing was sent', async () => {
    const other = await startOutbox({ port: 0, folder: empty })
    expect(await (await fetch(other.url)).text()).toContain('Nothing has been sent yet')
    await other.close()
    expect(readdirSync(empty)).toEqual([])
  })
})
