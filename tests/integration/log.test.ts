import { beforeAll, describe, expect, test } from 'vitest'
import { inNoTenant, inTenant, type Tx } from '#db/tenant'
import { canonicalJson, isJsonObject } from '#lib/core/canonical-json'
import { evidenceHashes } from '#lib/core/sha256'
import { openCheckpoint } from '#lib/core/transparency/checkpoint'
import { leafHash, type Hash } from '#lib/core/transparency/merkle'
import { verifyConsistency, verifyInclusion } from '#lib/core/transparency/merkle-proofs'
import {
  parseVerifierKey,
  verifierKeyText,
  type VerifierKey,
} from '#lib/core/transparency/note-keys'
import { parsePolicy } from '#lib/core/transparency/tlog-policy'
import { appPool } from '#lib/database/pools'
import { checkHealth } from '#lib/health/check-health'
import { newId } from '#lib/ids'
import { checkpointOfSize, latestCheckpoint } from '#lib/transparency-log/checkpoints'
import { keepLog } from '#lib/transparency-log/keep-log'
import { positionsOf } from '#lib/transparency-log/positions'
import { consistencyProof, inclusionProofs } from '#lib/transparency-log/proofs'
import { showLog } from '#lib/transparency-log/show-log'
import { rowsOf } from '../support/connections'
import { asRole } from '../support/database'
import {
  aLogKey,
  aStoreInMemory,
  expectPublishedWhole,
  logRows,
  organisationId,
  keysOf,
  recordFacts,
} from '../support/log'

const now = new Date('2026-11-25T21:00:00Z')
const [first, second] = [aLogKey(), aLogKey()]
const store = aStoreInMemory()

let keys = keysOf(first)
const keep = () => keepLog(now, { store, keys })
const asApp = <Result>(run: (tx: Tx) => Promise<Result>) => inNoTenant(appPool(), run)

const fromHex = (hex: string): Hash => Uint8Array.from(Buffer.from(hex, 'hex'))

async function rootAt(size: number): Promise<Hash> {
  const found = await asApp((tx) => checkpointOfSize(tx, size))
  return fromHex(found?.root ?? '')
}

const sizes = [3, 256, 700, 1025]
let ids: string[] = []

beforeAll(async () => {
  let size = 0
  for (const next of sizes) {
    ids = [...ids, ...(await recordFacts(next - size))]
    size = next
    expect(await keep()).toBeNull()
  }
}, 60_000)

describe('what others read of it', () => {
  test('each record stands where its entry does, and is proved to be there at every size', async () => {
    const positions = await inTenant(appPool(), organisationId, (tx) => positionsOf(tx, ids))
    expect(positions.size).toBe(1025)
    const { entries } = await logRows()
    for (const size of sizes) {
      const indexes = [...positions.values()].filter((index) => index < size)
      const root = await rootAt(size)
      const proofs = await asApp((tx) => inclusionProofs(tx, indexes, size))
      const failing = [...proofs].filter(([index, proof]) => {
        const leaf = leafHash(fromHex(entries[index] ?? ''))
        return !verifyInclusion({ index, size, leaf, proof, root }).ok
      })
      expect(failing).toEqual([])
      expect(proofs.size).toBe(size)
    }
    const outside = asApp((tx) => inclusionProofs(tx, [256], 256))
    await expect(outside).rejects.toMatchObject({ code: 'invalid_input' })
  })

  test('each checkpoint is proved to begin with each before it', async () => {
    for (const [at, newSize] of sizes.entries()) {
      for (const oldSize of sizes.slice(0, at + 1)) {
        const proof = await asApp((tx) => consistencyProof(tx, oldSize, newSize))
        const [oldRoot, newRoot] = [await rootAt(oldSize), await rootAt(newSize)]
        expect(verifyConsistency({ oldSize, newSize, oldRoot, newRoot, proof })).toMatchObject({
          ok: true,
        })
      }
    }
  })

  test('nobody learns where another’s records stand, nor of what is erased or waits', async () => {
    const someone = newId()
    const [waiting = ''] = await recordFacts(1, someone)
    const asked = (organisation: string) =>
      inTenant(appPool(), organisation, (tx) => positionsOf(tx, [...ids.slice(0, 2), waiting]))
    expect([...(await asked(someone)).keys()]).toEqual([])
    expect([...(await asked(organisationId)).keys()].toSorted()).toEqual(ids.slice(0, 2).toSorted())
    expect(await keep()).toBeNull()
    expect([...(await asked(someone)).keys()]).toEqual([waiting])
  })

  test('the published files are the tree, and the health and the page say that all is well', async () => {
    const { size } = await expectPublishedWhole(store, [first.vkey])
    expect(await checkHealth(now)).toMatchObject({ log: 'ok', logTrouble: null })
    const shown = await showLog()
    expect(shown).toMatchObject({ origin: 'log.example/one', waiting: 0, trouble: null })
    expect(shown.newest?.size).toBe(size)
  })
})

describe('who may write', () => {
  test.each([
    ['entries', 'index'],
    ['tiles', 'level'],
    ['checkpoints', 'size'],
    ['keys', 'vkey'],
    ['cosignatures', 'size'],
    ['time_stamps', 'size'],
  ])('log.%s only grows, and only by the sequencer', async (table, column) => {
    const changes = [
      `update log.${table} set ${column} = ${column}`,
      `delete from log.${table}`,
      `truncate log.${table} cascade`,
    ]
    const add = `insert into log.${table} select * from log.${table}`
    for (const role of ['sequencer', 'app', 'system', 'edge', 'auth', 'queue'] as const) {
      const refused = role === 'sequencer' ? changes : [...changes, add]
      await asRole(role, async (client) => {
        for (const statement of refused) {
          await expect(client.query(statement), role).rejects.toThrow(/permission denied/)
        }
      })
    }
    await asRole('superuser', async (client) => {
      for (const statement of changes) {
        const answer = await client.query(statement).catch(String)
        // Where there is no row, none is changed.
        if (typeof answer === 'string') expect(answer).toMatch(/append-only/)
        else expect(answer.rowCount).toBe(0)
      }
    })
  })

  test('a gap and a fork have no place, whoever writes', async () => {
    await asRole('superuser', async (client) => {
      const gap = `insert into log.entries values (5000, sha256('gap'), now())`
      await expect(client.query(gap)).rejects.toThrow(/no gap/)
      for (const size of [700, 701, 999_999]) {
        const fork = `insert into log.checkpoints values (${size}, 'aa', 'note', now())`
        await expect(client.query(fork)).rejects.toThrow(/no place/)
      }
    })
  })

  test('a mark comes with each record and with its transaction, by whatever role', async () => {
    const before = (await logRows()).pending.length
    await asRole('app', async (client) => {
      await client.query('begin')
      await client.query("select set_config('app.organisation_id', $1, true)", [organisationId])
      await client.query(
        `insert into evidence_records values ($1, $2, 'result', '{}', repeat('ab', 32), '', now())`,
        [organisationId, newId()],
      )
      await client.query('rollback')
    })
    expect((await logRows()).pending).toHaveLength(before)
    await recordFacts(2)
    expect((await logRows()).pending).toHaveLength(before + 2)
    expect(await keep()).toBeNull()
  })
})

test('that a check was due is recorded by the database as anybody else would, and gets its place', async () => {
  const connection = newId()
  await asRole('superuser', (client) =>
    client.query(
      `insert into checks_due (organisation_id, connection_id, due_at, recorded_at)
       values ($1, $2, '2026-11-25T10:00:00.123456Z', '2026-11-25T09:00Z')`,
      [organisationId, connection],
    ),
  )
  const [row] = await rowsOf<{ record: string; entry: string; leaf: string }>(
    `select record, entry, leaf from evidence_records where kind = 'check_due'`,
    [],
  )
  const record: unknown = JSON.parse(row?.record ?? '')
  expect(record).toMatchObject({
    ...{ kind: 'check_due', connection, organisation: organisationId },
    ...{ due_at: '2026-11-25T10:00:00.123Z', recorded_at: '2026-11-25T09:00:00.000Z' },
    salt: expect.stringMatching(/^[0-9a-f]{32}$/),
  })
  expect(isJsonObject(record) && canonicalJson(record)).toBe(row?.record)
  expect(evidenceHashes(row?.record ?? '')).toEqual({ entry: row?.entry, leaf: row?.leaf })
  expect(await keep()).toBeNull()
  expect((await logRows()).entries).toContain(row?.entry)
})

describe('a key that is replaced', () => {
  const vkeyOf = (text: string): VerifierKey => {
    const parsed = parseVerifierKey(text)
    if (!parsed.ok) throw new Error(parsed.fault)
    return parsed.value
  }
  const signedBy = async (vkey: string) => {
    const newest = await asApp(latestCheckpoint)
    return openCheckpoint(newest?.note ?? '', [vkeyOf(vkey)]).ok
  }

  test('signs beside its successor, then leaves; the policy names both, and from when', async () => {
    keys = keysOf(first, second)
    await recordFacts(1)
    expect(await keep()).toBeNull()
    expect([await signedBy(first.vkey), await signedBy(second.vkey)]).toEqual([true, true])
    keys = keysOf(second)
    await recordFacts(1)
    expect(await keep()).toBeNull()
    expect([await signedBy(first.vkey), await signedBy(second.vkey)]).toEqual([false, true])
    const text = Buffer.from((await store.read('policy')) ?? []).toString()
    const policy = parsePolicy(text)
    expect(policy.ok && policy.value.logs.map(({ key }) => verifierKeyText(key))).toEqual([
      first.vkey,
      second.vkey,
    ])
    expect(text).toMatch(/# signs from size 3, [^]*# signs from size 10\d\d, /)
  })

  test('of another log is refused, and nothing is signed', async () => {
    const before = await asApp(latestCheckpoint)
    await recordFacts(1)
    const trouble = await keepLog(now, { store, keys: keysOf(aLogKey('log.example/two')) })
    expect(trouble).toMatch(/is called log.example\/one/)
    expect(await asApp(latestCheckpoint)).toEqual(before)
    expect(await checkHealth(now)).toMatchObject({ ok: false, log: 'stopped', logTrouble: trouble })
    expect((await showLog()).trouble).toBe(trouble)
    expect(await keep()).toBeNull()
    expect(await checkHealth(now)).toMatchObject({ log: 'ok' })
  })
})
