import { closePools } from '#lib/database/pools'
import { closeQueue } from '#lib/jobs/enqueue'
import { saidOf } from './said-of'

/** Runs what a command does with the database, says what went wrong, and lets the process end. */
export async function runOnce(run: () => Promise<void>): Promise<void> {
  try {
    await run()
  } catch (error) {
    console.error(saidOf(error))
    process.exitCode = 1
  } finally {
    await closeQueue()
    await closePools()
  }
}
