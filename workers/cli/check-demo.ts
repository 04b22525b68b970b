import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { closePools } from '#lib/database/pools'
import { checkDemo } from '#lib/demo/check-demo'
import { closeQueue } from '#lib/jobs/enqueue'
import { saidOf } from './said-of'

// Started by demo:check, as a process that belongs to the demo which it looks at.
const { values } = parseArgs({ options: { to: { type: 'string' }, pack: { type: 'string' } } })

try {
  const figures = await checkDemo(values.pack ?? null)
  if (values.to !== undefined) writeFileSync(values.to, JSON.stringify(figures))
} catch (error) {
  console.error(saidOf(error))
  process.exitCode = 1
} finally {
  await closeQueue()
  await closePools()
}
