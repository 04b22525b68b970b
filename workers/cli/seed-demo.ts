import { demoScene } from '#lib/demo/scene'
import { seedDemo } from '#lib/demo/seed-demo'
import { runOnce } from './run-once'

await runOnce(() => seedDemo(demoScene))
