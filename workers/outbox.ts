import { parseArgs } from 'node:util'
import { required } from '#lib/env'
import { startOutbox } from '#lib/outbox/start-outbox'

const { values } = parseArgs({ options: { port: { type: 'string', default: '3001' } } })

const outbox = await startOutbox({ port: Number(values.port), folder: required('OUTBOX_FOLDER') })
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => void outbox.close())
}
