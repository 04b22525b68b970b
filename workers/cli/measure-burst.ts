import { benchBurst } from '#lib/bench/burst'
import { runOnce } from './run-once'

// Started by bench, as a process beside all of the product's own.

await runOnce(async () => {
  console.log(JSON.stringify(await benchBurst()))
})
