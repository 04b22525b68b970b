import { closePools } from '#lib/database/pools'
import { catchUp } from '#lib/transparency-log/catch-up'
import { logKeys } from '#lib/transparency-log/log-keys'
import { logStore } from '#lib/transparency-log/log-store'
import { saidOf } from './said-of'

/** After a backup was restored: takes what was published and is missing, so that the log goes on. */
try {
  const keys = logKeys()
  if (!keys) throw new Error('Set LOG_SIGNING_KEYS to the log’s own keys.')
  const taken = await catchUp(new Date(), keys, logStore())
  console.log(
    taken === 0
      ? 'The database has all that was published.'
      : `Took ${taken} entries from the published files. Their records, where the backup has them not, are lost.`,
  )
} catch (error) {
  console.error(saidOf(error))
  process.exitCode = 1
} finally {
  await closePools()
}
