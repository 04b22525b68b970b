import { randomBytes } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import {
  signatureTypes,
  signerKeyText,
  verifierKeyOf,
  verifierKeyText,
} from '#lib/core/transparency/note-keys'
import { evidenceHashes } from '#lib/core/sha256'
import { newId } from '#lib/ids'
import { parseLogKeys, type LogKeys } from '#lib/transparency-log/log-keys'
import { folderStore, type LogStore } from '#lib/transparency-log/log-store'
import { asRole } from './database'
import { believeLog } from './second-reader'

/** A new key of a log, as settings have it, and its public half. */
export function aLogKey(name = 'log.example/one') {
  const key = { name, type: signatureTypes.ed25519, seed: randomBytes(32) }
  return { secret: signerKeyText(key), vkey: verifierKeyText(verifierKeyOf(key)) }
}

/** The same in memory, for tests that publish a hundred times and wait for no disk. */
export function aStoreInMemory(): LogStore {
  const files = new Map<string, Uint8Array>()
  return {
    read: async (path) => files.get(path) ?? null,
    write: async (path, bytes) => void files.set(path, bytes),
    remove: async (path) => {
      for (const each of files.keys()) {
        if (each === path || each.startsWith(`${path}/`)) files.delete(each)
      }
    },
  }
}

/** An empty folder for what a log publishes. */
export const aStore = (): LogStore => folderStore(mkdtempSync(join(tmpdir(), 'touchline-log-')))

export const organisationId = newId()

/** Facts as evidence, each batch in a transaction of its own; returns the records' ids. */
export async function recordFacts(count: number, organisation = organisationId): Promise<string[]> {
  const ids = Array.from({ length: count }, newId)
  const hashes = ids.map((id) => ({ ...evidenceHashes(`{"id":"${id}"}`), id }))
  await asRole('superuser', (client) =>
    client.query(
      `insert into evidence_records (organisation_id, id, kind, record, entry, leaf, recorded_at)
       select $1, id, 'result', '{"id":"' || id || '"}', entry, leaf, now()
       from unnest($2::uuid[], $3::text[], $4::text[]) as r (id, entry, leaf)`,
      [organisation, ids, hashes.map(({ entry }) => entry), hashes.map(({ leaf }) => leaf)],
    ),
  )
  return ids
}

/** What stands in the database: all records, all entries, what is pending. */
export async function logRows() {
  return asRole('superuser', async (client) => {
    await client.query('begin isolation level repeatable read')
    const entries = await client.query<{ index: string; entry: string }>(
      `select index, encode(entry, 'hex') as entry from log.entries order by index`,
    )
    const records = await client.query<{ entry: string }>('select entry from evidence_records')
    const pending = await client.query<{ entry: string }>(
      `select encode(entry, 'hex') as entry from log.pending`,
    )
    return {
      entries: entries.rows.map(({ entry }) => entry),
      indexes: entries.rows.map(({ index }) => Number(index)),
      records: records.rows.map(({ entry }) => entry),
      pending: pending.rows.map(({ entry }) => entry),
    }
  })
}

/** No gap, and nothing lost or twice: each record is pending or has one place. */
export async function expectNothingLost(): Promise<void> {
  const { entries, indexes, records, pending } = await logRows()
  expect(indexes.filter((index, at) => index !== at)).toEqual([])
  const held = new Set([...entries, ...pending])
  expect(held.size, 'each once').toBe(entries.length + pending.length)
  expect(records.filter((entry) => !held.has(entry))).toEqual([])
  expect(held.size).toBe(records.length)
}

/**
 * What is published, read as anybody would, by a reader that shares no line with ours: the checkpoint
 * holds by the key, every tile and bundle that its size needs is there, and a tree built anew from the
 * entries is the one that was signed.
 */
export async function expectPublishedWhole(store: LogStore, vkeys: readonly string[]) {
  const read = async (path: string) => {
    const bytes = await store.read(path)
    if (!bytes) throw new Error(`${path} is not there.`)
    return bytes
  }
  const policy = `${vkeys.map((vkey) => `log ${vkey}\n`).join('')}quorum none\n`
  const entries = await believeLog(read, policy)
  return { size: entries.length, entries: entries.map((entry) => entry.toString('hex')) }
}

/** The sizes of all checkpoints. */
export const signedSizes = () =>
  asRole('superuser', async (client) => {
    const found = await client.query<{ size: string }>(
      'select size from log.checkpoints order by size',
    )
    return found.rows.map(({ size }) => Number(size))
  })

/** Takes the newest entries away, as if the database were one of before they were there. */
export const asBackup = (entries: number) =>
  asRole('superuser', async (client) => {
    await client.query("set session_replication_role = 'replica'")
    const size = Number(
      (await client.query<{ size: string }>('select max(index) + 1 as size from log.entries'))
        .rows[0]?.size,
    )
    await client.query('delete from log.entries where index >= $1', [size - entries])
    await client.query('delete from log.tiles where (number + 1) * 256 ^ (level + 1) > $1', [
      size - entries,
    ])
    await client.query('delete from log.checkpoints where size > $1', [size - entries])
    return signedSizes()
  })

/** Keys as the settings give them. */
export function keysOf(...all: { secret: string }[]): LogKeys {
  const keys = parseLogKeys(all.map(({ secret }) => secret).join(','))
  if (!keys) throw new Error('no keys')
  return keys
}
