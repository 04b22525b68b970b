import { parseArgs } from 'node:util'
import { prepareDatabase } from '#lib/database/prepare-database'
import { databaseSettings } from '#lib/database/role-url'
import { required } from '#lib/env'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import { saidOf } from './said-of'

try {
  const { values } = parseArgs({ options: { addresses: { type: 'boolean' } } })
  const url = required('DATABASE_URL')
  const database = decodeURIComponent(new URL(url).pathname.slice(1)) || 'touchline'
  await prepareDatabase(url, database, required('DATABASE_ROLES_SECRET'))
  await prepareQueue()
  console.log(`The database ${database} is up to date.`)
  if (values.addresses) {
    for (const process of ['web', 'worker'] as const) {
      console.log(`\n# The database settings of a ${process} process. They hold passwords.`)
      for (const [name, value] of Object.entries(databaseSettings(process))) {
        console.log(`${name}=${value}`)
      }
    }
  }
} catch (error) {
  console.error(saidOf(error))
  process.exitCode = 1
}
