import { afterAll } from 'vitest'
import { startSandbox } from '#lib/zoom-sandbox/start-sandbox'

/** How far the stand-in's clock is ahead of the machine's. */
export const zoomClock = { ahead_ms: 0 }

/** A file that wants to be told of events says where before it imports this (web-address.ts). */
const { TEST_WEBHOOK_URL: url, TEST_WEBHOOK_SECRET: secret = '' } = process.env
const webhook = url === undefined ? null : { url, secret, minute_ms: 100, validate_minutes: 0 }

/**
 * One stand-in Zoom for a test file. Import it before anything of ours that reads a setting, since
 * settings are read once.
 */
export const sandbox = await startSandbox({
  port: 0,
  clientId: 'test-client',
  clientSecret: 'test-client-secret',
  adminClientId: 'test-admin-client',
  adminClientSecret: 'test-admin-client-secret',
  serverClientId: 'test-server-client',
  serverClientSecret: 'test-server-client-secret',
  serverAccountId: 'test-server-account',
  now: () => new Date(Date.now() + zoomClock.ahead_ms),
  ...(webhook ? { webhooks: { user: webhook, admin: webhook } } : {}),
})
process.env.ZOOM_OAUTH_URL = sandbox.url
process.env.ZOOM_API_URL = sandbox.apiUrl

afterAll(() => sandbox.close())
