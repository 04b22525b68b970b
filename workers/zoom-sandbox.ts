import { parseArgs } from 'node:util'
import { required } from '#lib/env'
import { log } from '#lib/log'
import { startSandbox } from '#lib/zoom-sandbox/start-sandbox'

/** The stand-in Zoom as a process: --port N, and --state FILE to keep what happens in it. */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    state: { type: 'string' },
  },
})

process.title = 'touchline-zoom-sandbox'

const sandbox = await startSandbox({
  port: Number(values.port),
  clientId: required('ZOOM_CLIENT_ID'),
  clientSecret: required('ZOOM_CLIENT_SECRET'),
  ...(values.state === undefined ? {} : { stateFile: values.state }),
})
log.info({ url: sandbox.url }, 'the stand-in Zoom is there')

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => void sandbox.close().then(() => process.exit(0)))
}
