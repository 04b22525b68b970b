import { bytesToHex } from '@noble/hashes/utils.js'
import { sql } from 'drizzle-orm'
import { inNoTenant, type Tx } from '#db/tenant'
import { checkpoints, keys } from '#db/schema/log'
import { AppError } from '../core/errors'
import { openCheckpoint } from '../core/transparency/checkpoint'
import { sameHash } from '../core/transparency/merkle'
import { parseVerifierKey, verifierKeyText } from '../core/transparency/note-keys'
import { noteText } from '../core/transparency/signed-note'
import { bundlesSince, decodeEntries, tilePath, tileWidth } from '../core/transparency/tiles'
import { sequencerPool } from '../database/pools'
import { checkpointPath, holdLog, sizeOf } from './goes-on'
import type { LogKeys } from './log-keys'
import type { LogStore } from './log-store'
import { readRoot } from './read-hashes'
import { append } from './sequence-records'

/**
 * Takes what was published and is missing in a database that was restored from a backup: the entries
 * from the published files, each at its place, so that the log goes on and does not fork. Records
 * that the backup did not have are lost; their places stay. Only a checkpoint that a key of this log
 * signed is believed, and only entries that come to its root. Returns how many entries were taken.
 * Throws `conflict` where the files do not hold what the checkpoint says.
 */
export async function catchUp(now: Date, logKeys: LogKeys, store: LogStore): Promise<number> {
  return inNoTenant(sequencerPool(), async (tx) => {
    await holdLog(tx)
    const { checkpoint, note, signedBy } = await openPublished(tx, logKeys, store)
    const size = await sizeOf(tx)
    if (checkpoint.size <= size) return 0
    await append(tx, size, await entriesBetween(store, size, checkpoint.size), now)
    if (!sameHash(await readRoot(tx, checkpoint.size), checkpoint.root)) {
      throw new AppError('conflict', 'The published entries do not come to the published root.')
    }
    await tx.execute(sql`
      delete from log.pending p where exists (select from log.entries e where e.entry = p.entry)`)
    const vkeys = signedBy.map(verifierKeyText)
    await tx
      .insert(keys)
      .values(vkeys.map((vkey) => ({ vkey, fromSize: checkpoint.size, firstSignedAt: now })))
      .onConflictDoNothing()
    await tx.insert(checkpoints).values({
      ...{ size: checkpoint.size, root: bytesToHex(checkpoint.root), signedAt: now },
      note: noteText({
        text: note.text,
        signatures: note.signatures.filter(({ name }) => name === checkpoint.origin),
      }),
    })
    return checkpoint.size - size
  })
}

async function openPublished(tx: Tx, { vkeys }: LogKeys, store: LogStore) {
  const used = (await tx.select({ vkey: keys.vkey }).from(keys)).map(({ vkey }) => vkey)
  const known = [...new Set([...used, ...vkeys])].flatMap((text) => {
    const key = parseVerifierKey(text)
    return key.ok ? [key.value] : []
  })
  const bytes = await store.read(checkpointPath)
  if (!bytes) throw new AppError('conflict', 'There is no published checkpoint to catch up with.')
  const opened = openCheckpoint(bytes, known)
  if (!opened.ok) {
    throw new AppError('conflict', `The published checkpoint is not this log’s (${opened.fault}).`)
  }
  return opened.value
}

async function entriesBetween(store: LogStore, from: number, to: number): Promise<Uint8Array[]> {
  const found: Uint8Array[] = []
  for (const bundle of bundlesSince(from, to)) {
    const full = tilePath({ ...bundle, width: tileWidth })
    const bytes = (await store.read(tilePath(bundle))) ?? (await store.read(full))
    const entries = (bytes && decodeEntries(bytes)?.slice(0, bundle.width)) ?? []
    const start = bundle.index * tileWidth
    found.push(...entries.slice(Math.max(0, from - start)))
  }
  if (found.length !== to - from) {
    throw new AppError('conflict', 'Files of published entries are missing.')
  }
  return found
}
