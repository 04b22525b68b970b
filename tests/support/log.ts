import { randomBytes } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { openCheckpoint } from '#lib/core/transparency/checkpoint'
import { leafHash, rootOf } from '#lib/core/transparency/merkle'
import {
  parseVerifierKey,
  signatureTypes,
  signerKeyText,
  verifierKeyOf,
  verifierKeyText,
} from '#lib/core/transparency/note-keys'
import {
  bundlesSince,
  decodeEntries,
  hashesOfTile,
  tilePath,
  tilesSince,
} from '#lib/core/transparency/tiles'
import { evidenceHashes } from '#lib/core/sha256'
import { newId } from '#lib/ids'
import { folderStore, type LogStore } from '#lib/transparency-log/log-store'
import { asRole } from './database'

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
 * What is published, read as anybody would: the checkpoint holds by the key, every tile and bundle
 * that its size needs is there, and a tree built anew from the entries is the one that was signed.
 */
export async function expectPublishedWhole(store: LogStore, vkeys: readonly string[]) {
  const keys = vkeys.flatMap((vkey) => {
    const parsed = parseVerifierKey(vkey)
    return parsed.ok ? [parsed.value] : []
  })
  const opened = openCheckpoint((await store.read('checkpoint')) ?? '', keys)
  if (!opened.ok) throw new Error(opened.fault)
  const { size, root } = opened.value.checkpoint
  const entries: Uint8Array[] = []
  for (const bundle of bundlesSince(0, size)) {
    entries.push(...(decodeEntries((await store.read(tilePath(bundle))) ?? new Uint8Array()) ?? []))
  }
  expect(entries).toHaveLength(size)
  let hashes = entries.map(leafHash)
  expect(rootOf(hashes)).toEqual(root)
  const wanted = tilesSince(0, size)
  for (let level = 0; hashes.length > 0; level += 1) {
    const found: Uint8Array[] = []
    for (const tile of wanted.filter((each) => each.level === level)) {
      found.push(...(hashesOfTile((await store.read(tilePath(tile))) ?? new Uint8Array()) ?? []))
    }
    expect(
      found.map((hash) => Buffer.from(hash)),
      `level ${level}`,
    ).toEqual(hashes.map((hash) => Buffer.from(hash)))
    hashes = Array.from({ length: Math.floor(hashes.length / 256) }, (_, at) =>
      rootOf(hashes.slice(at * 256, at * 256 + 256)),
    )
  }
  return { size, entries: entries.map((entry) => Buffer.from(entry).toString('hex')) }
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
