import { execFile } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startEmbedded, type Embedded } from '#db/embedded'
import { removeCluster } from '#db/embedded-place'
import { root } from '../support/source-files'

/** A PostgreSQL of somebody's own, since roles belong to a whole server. */
const folder = mkdtempSync(join(tmpdir(), 'touchline-own-'))
chmodSync(folder, 0o711)
let server: Embedded

const secret = 'a secret of a deployment that is nowhere'

beforeAll(async () => {
  server = await startEmbedded({ folder, password: 'secret', throwAway: true })
  // What a hosted database gives its customer: everything but a superuser.
  await asSuperuser("create role customer login createrole createdb password 'theirs'")
})

afterAll(async () => {
  await server.stop()
  removeCluster(folder)
  rmSync(folder, { recursive: true, force: true })
})

async function asSuperuser(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server.adminUrl })
  await client.connect()
  await client.query(statement)
  await client.end()
}

/** `npm run migrate` as it is typed, as the customer of the server. */
function migrate(...typed: string[]): Promise<{ code: unknown; out: string; err: string }> {
  const url = new URL(server.adminUrl)
  Object.assign(url, { username: 'customer', password: 'theirs', pathname: 'touchline' })
  const env = { ...process.env, DATABASE_URL: url.href, DATABASE_ROLES_SECRET: secret }
  return new Promise((resolve) => {
    const args = ['--import', 'tsx', 'workers/cli/migrate.ts', ...typed]
    execFile(process.execPath, args, { cwd: root, env }, (error, out, err) =>
      resolve({ code: error ? error.code : 0, out, err }),
    )
  })
}

describe('npm run migrate', () => {
  test('makes roles, database and schema as a role that is no superuser, and again', async () => {
    for (const _ of ['first', 'second']) {
      expect(await migrate()).toMatchObject({
        code: 0,
        err: '',
        out: expect.stringContaining('up to date'),
      })
    }
  })

  test('says with --addresses what web and worker log in as, and not how to be more', async () => {
    const { out } = await migrate('--addresses')
    const settings = out.split('\n').filter((line) => line.includes('='))
    const names = settings.map((line) => line.split('_')[0])
    const web = ['APP', 'AUTH', 'EDGE', 'QUEUE']
    const worker = ['APP', 'AUTH', 'SYSTEM', 'QUEUE', 'SEQUENCER']
    expect(names).toEqual([...web, ...worker])
    for (const line of settings) {
      const client = new pg.Client({ connectionString: line.slice(line.indexOf('=') + 1) })
      await client.connect()
      const role = await client.query('select current_user as name')
      expect(role.rows).toEqual([{ name: line.split('_')[0]?.toLowerCase() }])
      await client.end()
    }
  })

  test('refuses a server on which a role of its own is above row security', async () => {
    await asSuperuser('alter role app bypassrls')
    const refused = await migrate()
    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('“app”') })
    expect(refused.err).not.toMatch(/^\s+at /m)
  })
})
