import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { beforeAll, describe, expect, test } from 'vitest'
import yauzl from 'yauzl'
import { personOf } from '#lib/demo/cast'
import { rolePassword } from '#lib/secrets'
import { newPage } from '../support/browser'
import { askForPack } from '../support/evidence'
import { givenOut } from '../support/given-out'
import { as, demo } from '../support/people'

/**
 * Everything secret that the stand-in Zoom ever gave out, searched for by value wherever the demo
 * keeps, logs or packs anything, after it has run whole. What it shows is looked at by whoever
 * follows every link (`walls.test.ts`).
 */
let secrets: string[]

beforeAll(async () => {
  secrets = await givenOut()
})

const found = (text: string) => secrets.filter((secret) => text.includes(secret))

/** What is the stand-in's own, or the demo's own way to sign in and to sign in to itself. */
const own = /^(zoom-sandbox\.json|secrets\.json|demo\.json)$/

function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? filesBelow(path) : [path]
  })
}

/** Every value of every table of ours, as text. */
async function tables(): Promise<Map<string, string>> {
  const client = new pg.Client({ connectionString: demo.adminDatabaseUrl })
  await client.connect()
  try {
    const names = await client.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
        where schemaname not in ('pg_catalog', 'information_schema')`,
    )
    const texts = new Map<string, string>()
    for (const { name } of names.rows) {
      const rows = await client.query<{ text: string | null }>(
        `select string_agg(row_to_json(t)::text, E'\n') as text from ${name} t`,
      )
      texts.set(name, rows.rows[0]?.text ?? '')
    }
    return texts
  } finally {
    await client.end()
  }
}

describe('a passcode, link, key or token', () => {
  test('was given out, of every kind: there is something to search for', () => {
    expect(secrets.length).toBeGreaterThan(50)
    expect(secrets.every((secret) => secret.length >= 6)).toBe(true)
    expect(secrets.filter((secret) => secret.startsWith('http')).length).toBeGreaterThan(5)
  })

  test('stands in no table', async () => {
    const texts = await tables()
    expect(texts.size).toBeGreaterThan(30)
    expect(texts.get('public.readings')?.length).toBeGreaterThan(1000)
    expect([...texts].filter(([, text]) => found(text).length > 0).map(([name]) => name)).toEqual(
      [],
    )
  })

  test('stands in no log and in no mail', () => {
    const files = filesBelow(demo.folder).filter((path) => {
      const name = path.slice(demo.folder.length + 1)
      return !own.test(name) && !name.startsWith('postgres')
    })
    expect(files.some((path) => path.endsWith('worker.log'))).toBe(true)
    expect(files.some((path) => path.includes('outbox'))).toBe(true)
    expect(files.filter((path) => found(readFileSync(path, 'latin1')).length > 0)).toEqual([])
  })

  test('stands in no pack', async () => {
    const context = await as(personOf('robin').email, 'desktop')
    await askForPack(await newPage(context), 'hartley-gymnastics')
    const packs = filesBelow(join(demo.folder, 'packs')).filter((path) => path.endsWith('.zip'))
    expect(packs.length).toBeGreaterThan(0)
    for (const path of packs) {
      for (const [name, text] of await unzipped(path)) expect(found(text), name).toEqual([])
    }
  })
})

async function unzipped(path: string): Promise<[string, string][]> {
  const zip = await yauzl.openPromise(path, { lazyEntries: true })
  const files: [string, string][] = []
  for await (const entry of zip.eachEntry()) {
    const stream = await zip.openReadStreamPromise(entry)
    const chunks: Buffer[] = []
    for await (const chunk of stream) chunks.push(Buffer.from(chunk))
    files.push([entry.fileName, Buffer.concat(chunks).toString('latin1')])
  }
  return files
}

describe.runIf(process.platform === 'linux')('the process of the web server', () => {
  const given = () => {
    const text = readFileSync(`/proc/${demo.pids['web']}/environ`, 'utf8')
    return new Map(
      text.split('\0').map((line): [string, string] => {
        const at = line.indexOf('=')
        return [line.slice(0, at), line.slice(at + 1)]
      }),
    )
  }

  test('logs in as the roles that answer people, and was given no other', () => {
    const addresses = [...given()].filter(([name, value]) => /DATABASE/.test(name) && value !== '')
    const roles = addresses.map(([, value]) => new URL(value).username)
    expect(roles.toSorted()).toEqual(['app', 'auth', 'edge', 'queue'])
  })

  test('has nothing from which the migrator’s password could be made', () => {
    const { password } = new URL(demo.databaseUrl)
    for (const [name, value] of given()) {
      expect(value, name).not.toContain(password)
      expect(rolePassword(value, 'migrator'), name).not.toBe(password)
    }
  })
})
