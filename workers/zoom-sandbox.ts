import { parseArgs } from 'node:util'
import { env, required, type Env } from '#lib/env'
import { log } from '#lib/log'
import type { AppOptions } from '#lib/zoom-sandbox/apps'
import { startSandbox } from '#lib/zoom-sandbox/start-sandbox'
import type { WebhookTargets } from '#lib/zoom-sandbox/webhooks'

/**
 * The stand-in Zoom as a process: --port N, --state FILE to keep what happens in it, and --webhook URL
 * to tell the apps of changes, signed with the first secret of ZOOM_WEBHOOK_SECRETS, and for an
 * administrator's app with the second, where there is one.
 */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    state: { type: 'string' },
    webhook: { type: 'string' },
  },
})

process.title = 'touchline-zoom-sandbox'

const sandbox = await startSandbox({
  port: Number(values.port),
  clientId: required('ZOOM_CLIENT_ID'),
  clientSecret: required('ZOOM_CLIENT_SECRET'),
  ...(values.state === undefined ? {} : { stateFile: values.state }),
  ...otherApps(env()),
  ...(values.webhook === undefined ? {} : { webhooks: webhooksTo(values.webhook) }),
})
log.info({ url: sandbox.url }, 'the stand-in Zoom is there')

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => void sandbox.close().then(() => process.exit(0)))
}

function webhooksTo(url: string): WebhookTargets {
  const [secret = '', another = secret] = required('ZOOM_WEBHOOK_SECRETS').split(',')
  return { user: { url, secret }, admin: { url, secret: another } }
}

/** An administrator's app and a server's own credentials, where they are set. */
function otherApps(settings: Env): Partial<AppOptions> {
  const { ZOOM_ADMIN_CLIENT_ID: admin, ZOOM_ADMIN_CLIENT_SECRET: adminSecret } = settings
  const { ZOOM_SERVER_CLIENT_ID: server, ZOOM_SERVER_CLIENT_SECRET: serverSecret } = settings
  const { ZOOM_SERVER_ACCOUNT_ID: account } = settings
  return {
    ...(admin && adminSecret ? { adminClientId: admin, adminClientSecret: adminSecret } : {}),
    ...(server && serverSecret && account
      ? {
          serverClientId: server,
          serverClientSecret: serverSecret,
          serverAccountId: account,
        }
      : {}),
  }
}
