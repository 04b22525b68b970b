import pg from 'pg'
import { migrateDatabase } from '#db/migrate'
import { ensureDatabase, ensureRoles } from '#db/roles'
import { rolePassword } from '../secrets'
import { withRole } from './role-url'

/**
 * Makes roles, database and schema as `adminUrl` (a role that may make roles) and brings them up
 * to date. Safe to run again. Returns the migrator's connection string.
 */
export async function prepareDatabase(
  adminUrl: string,
  database: string,
  rolesSecret: string,
): Promise<string> {
  const connect = async (name: string) => {
    const url = new URL(adminUrl)
    url.pathname = name
    const client = new pg.Client({ connectionString: url.href })
    await client.connect()
    return client
  }
  const admin = await connect('postgres')
  try {
    await ensureRoles(admin, (role) => rolePassword(rolesSecret, role))
  } finally {
    await admin.end()
  }
  await ensureDatabase(connect, database)
  const target = new URL(adminUrl)
  target.pathname = database
  const migratorUrl = withRole(target.href, 'migrator', rolesSecret)
  await migrateDatabase(migratorUrl)
  return migratorUrl
}
