import { closePools } from '#lib/database/pools'
import { demoScene } from '#lib/demo/scene'
import { seedDemo } from '#lib/demo/seed-demo'
import { closeQueue } from '#lib/jobs/enqueue'
import { saidOf } from './said-of'

try {
  await seedDemo(demoScene)
} catch (error) {
  console.error(saidOf(error))
  process.exitCode = 1
} finally {
  await closeQueue()
  await closePools()
}
