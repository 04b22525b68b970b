import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, inject } from 'vitest'

/**
 * Every test file has a database of its own, copied from the migrated one, and the settings of a
 * process that uses it. Set before anything of ours is imported, since settings are read once.
 */
const adminUrl = inject('adminUrl')
const name = `test_${randomBytes(6).toString('hex')}`

async function asAdmin(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  await client.query(statement)
  await client.end()
}

await asAdmin(`create database ${name} template template_touchline owner owner`)

const url = new URL(adminUrl)
url.pathname = name
process.env.DATABASE_URL = url.href
process.env.DATABASE_ROLES_SECRET = inject('rolesSecret')
process.env.TOUCHLINE_SECRET = 'a-secret-for-the-tests-and-for-nothing-else'
process.env.TOUCHLINE_SEALING_KEYS = `test:${Buffer.alloc(32, 7).toString('base64')}`
const outbox = mkdtempSync(join(tmpdir(), 'touchline-outbox-'))
process.env.OUTBOX_FOLDER = outbox
// A worker of a test never meets what a demo published beside it.
const data = mkdtempSync(join(tmpdir(), 'touchline-data-'))
process.env.DATA_FOLDER = data
process.env.LOG_LEVEL = 'silent'
// All that Zoom allows: what is to be slower than that says so.
process.env.ZOOM_BUDGET_SHARE ??= '1'
process.env.ZOOM_CLIENT_ID = 'test-client'
process.env.ZOOM_CLIENT_SECRET = 'test-client-secret'
process.env.ZOOM_ADMIN_CLIENT_ID = 'test-admin-client'
process.env.ZOOM_ADMIN_CLIENT_SECRET = 'test-admin-client-secret'

afterAll(async () => {
  const { closePools } = await import('#lib/database/pools')
  await closePools()
  for (const folder of [outbox, data]) rmSync(folder, { recursive: true, force: true })
  await asAdmin(`drop database ${name} with (force)`)
})
