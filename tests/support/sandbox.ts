import { afterAll } from 'vitest'
import { startSandbox } from '#lib/zoom-sandbox/start-sandbox'

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
})
process.env.ZOOM_OAUTH_URL = sandbox.url
process.env.ZOOM_API_URL = sandbox.apiUrl

afterAll(() => sandbox.close())
