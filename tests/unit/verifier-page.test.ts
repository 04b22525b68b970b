import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { buildVerifierPage } from '#lib/verify-page/write-page'
import { root } from '../support/source-files'

test('the verifier’s page is one file, the same each time, and may run its own script only', async () => {
  const page = await buildVerifierPage(root)
  expect(await buildVerifierPage(root)).toBe(page)
  const script = /<script>([\s\S]*)<\/script>/.exec(page)?.[1] ?? ''
  const hash = createHash('sha256').update(script).digest('base64')
  expect(page).toContain(`default-src 'none'; script-src 'sha256-${hash}'`)
  // Nothing that a browser would fetch, and no way to send.
  expect(page.replace(script, '')).not.toMatch(/\s(src|href|action)=/)
  expect(script).not.toMatch(/\b(fetch|XMLHttpRequest|WebSocket|sendBeacon|EventSource)\s*\(/)
})
