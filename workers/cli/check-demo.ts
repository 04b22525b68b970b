import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { checkDemo } from '#lib/demo/check-demo'
import { runOnce } from './run-once'

// Started by demo:check, as a process that belongs to the demo which it looks at.
const { values } = parseArgs({ options: { to: { type: 'string' }, pack: { type: 'string' } } })

await runOnce(async () => {
  const figures = await checkDemo(values.pack ?? null)
  if (values.to !== undefined) writeFileSync(values.to, JSON.stringify(figures))
})
