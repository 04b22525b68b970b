import { bytesToHex } from '@noble/hashes/utils.js'
import { inNoTenant, type Tx } from '#db/tenant'
import { checkpoints, keys } from '#db/schema/log'
import { checkpointBody } from '../core/transparency/checkpoint'
import { signText } from '../core/transparency/note-keys'
import { noteText } from '../core/transparency/signed-note'
import { sequencerPool } from '../database/pools'
import { latestCheckpoint, wholeNote } from './checkpoints'
import { checkpointPath, holdLog, howItGoesOn, publishedIn, type Trouble } from './goes-on'
import type { LogKeys } from './log-keys'
import type { LogStore } from './log-store'
import { publicPolicy, policyPath } from './public-policy'
import { readRoot } from './read-hashes'
import { removeNarrow, writeTiles } from './write-tiles'

/**
 * Signs the tree as it stands, where it grew, and publishes what was signed: tiles first, then the
 * checkpoint that needs them. Killed anywhere, the next call goes on. Returns the size that is
 * published, or why nothing may be signed.
 */
export async function publishCheckpoint(
  now: Date,
  logKeys: LogKeys,
  store: LogStore,
): Promise<{ trouble: null; size: number } | Trouble> {
  const trouble = await inNoTenant(sequencerPool(), (tx) => sign(tx, now, logKeys, store))
  if (trouble) return trouble
  return inNoTenant(sequencerPool(), (tx) => publish(tx, store))
}

async function sign(
  tx: Tx,
  now: Date,
  { origin, signers, vkeys }: LogKeys,
  store: LogStore,
): Promise<Trouble | null> {
  await holdLog(tx)
  const standing = await howItGoesOn(tx, store)
  if (standing.trouble !== null) return standing
  const other = await otherLog(tx, origin, store)
  if (other) return other
  const { size, signed } = standing
  if (signed !== null && signed >= size) return null
  const root = await readRoot(tx, size)
  const text = checkpointBody({ origin, size, root, extensions: [] })
  const note = noteText({ text, signatures: signers.map((signer) => signText(text, signer)) })
  await tx
    .insert(keys)
    .values(vkeys.map((vkey) => ({ vkey, fromSize: size, firstSignedAt: now })))
    .onConflictDoNothing()
  await tx.insert(checkpoints).values({ size, root: bytesToHex(root), note, signedAt: now })
  return null
}

/** One database and one folder are one log: a key of another name would begin a second one. */
async function otherLog(tx: Tx, origin: string, store: LogStore): Promise<Trouble | null> {
  const published = await publishedIn(store)
  const used = (await tx.select({ vkey: keys.vkey }).from(keys)).map(({ vkey }) => vkey)
  const names = [
    ...used.map((vkey) => vkey.split('+')[0]),
    ...(published ? [published.origin] : []),
  ]
  const other = names.find((name) => name !== origin)
  if (other === undefined) return null
  return { trouble: `The log is called ${other}, and LOG_SIGNING_KEYS has keys of ${origin}.` }
}

/** Files follow the newest checkpoint, with what witnesses signed of it until now. */
async function publish(tx: Tx, store: LogStore): Promise<{ trouble: null; size: number }> {
  await holdLog(tx)
  const newest = await latestCheckpoint(tx)
  if (!newest) throw new Error('Nothing was signed')
  const published = await publishedIn(store)
  const before = published?.size ?? 0
  if (newest.size > before) await writeTiles(tx, store, before, newest.size)
  await writeChanged(store, policyPath, await publicPolicy(tx))
  await writeChanged(store, checkpointPath, wholeNote(newest))
  await removeNarrow(store, before, newest.size)
  return { trouble: null, size: newest.size }
}

async function writeChanged(store: LogStore, path: string, text: string): Promise<void> {
  const bytes = Buffer.from(text)
  const there = await store.read(path)
  if (!there || !bytes.equals(there)) await store.write(path, bytes)
}
