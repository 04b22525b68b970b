import { prepareDatabase } from '#lib/database/prepare-database'
import { required } from '#lib/env'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import { saidOf } from './said-of'

try {
  const url = required('DATABASE_URL')
  const database = decodeURIComponent(new URL(url).pathname.slice(1)) || 'touchline'
  await prepareDatabase(url, database, required('TOUCHLINE_SECRET'))
  await prepareQueue()
  console.log(`The database ${database} is up to date.`)
} catch (error) {
  console.error(saidOf(error))
  process.exitCode = 1
}
