import { parseArgs } from 'node:util'
import { required } from '#lib/env'
import { log } from '#lib/log'
import { startSandbox } from '#lib/zoom-sandbox/start-sandbox'

/**
 * The stand-in Zoom as a process: --port N, --state FILE to keep what happens in it, and --webhook URL
 * to tell the app of changes, signed with the first secret of ZOOM_WEBHOOK_SECRETS.
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
  ...(values.webhook === undefined ? {} : { webhook: webhookTo(values.webhook) }),
})
log.info({ url: sandbox.url }, 'the stand-in Zoom is there')

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => void sandbox.close().then(() => process.exit(0)))
}

function webhookTo(url: string) {
  const [secret = ''] = required('ZOOM_WEBHOOK_SECRETS').split(',')
  return { url, secret }
}
