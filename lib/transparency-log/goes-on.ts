import { desc, max } from 'drizzle-orm'
import { bytesToHex } from '@noble/hashes/utils.js'
import type { Tx } from '#db/tenant'
import { asked, checkpoints, entries } from '#db/schema/log'
import { parseCheckpoint } from '../core/transparency/checkpoint'
import { lockUntilCommit } from '../database/lock-until-commit'
import type { LogStore } from './log-store'
import { readRoot } from './read-hashes'

/** Where the published checkpoint lies. */
export const checkpointPath = 'checkpoint'

/** Why nothing may be added to the log or signed, in a sentence for whoever runs the installation. */
export type Trouble = { readonly trouble: string }

/** The log as it stands: what is in it, and what was published of it. */
export type Standing = {
  readonly trouble: null
  /** Entries in the database. */
  readonly size: number
  /** Entries under the newest checkpoint that was signed; null before the first. */
  readonly signed: number | null
  /** Entries under the checkpoint that was published here; null where there is none. */
  readonly published: number | null
}

/** Nobody else adds to the log or publishes it until this transaction ends. */
export const holdLog = (tx: Tx) => lockUntilCommit(tx, 'transparency-log')

/**
 * Compares the database with all that is known to have been signed: its own rows, the published
 * files, and the sizes that witnesses said they have. A database restored from a backup is behind
 * one of them; one that was tampered with has another tree. To be called where the log is held.
 */
export async function howItGoesOn(tx: Tx, store: LogStore): Promise<Standing | Trouble> {
  const size = await sizeOf(tx)
  const [last] = await tx
    .select({ size: checkpoints.size, root: checkpoints.root })
    .from(checkpoints)
    .orderBy(desc(checkpoints.size))
    .limit(1)
  const published = await publishedIn(store)
  if (published?.trouble) return { trouble: published.trouble }
  const [seen] = await tx.select({ size: max(asked.seenSize) }).from(asked)
  const known = [
    ...(last ? [{ ...last, who: 'The database' }] : []),
    ...(published ? [{ ...published, who: 'The published checkpoint' }] : []),
  ]
  for (const { who, size: signed, root } of known) {
    if (signed > size) return behind(who, signed, size)
    if (bytesToHex(await readRoot(tx, signed)) !== root) return different(who, signed)
  }
  const witnessed = seen?.size ?? 0
  if (witnessed > size) return behind('A witness', witnessed, size)
  return {
    ...{ trouble: null, size },
    ...{ signed: last?.size ?? null, published: published?.size ?? null },
  }
}

/** How many entries the log has. */
export async function sizeOf(tx: Tx): Promise<number> {
  const [row] = await tx.select({ index: max(entries.index) }).from(entries)
  return (row?.index ?? -1) + 1
}

type Published = { trouble: string | null; size: number; root: string; origin: string }

/** The published checkpoint, whoever signed it; null where there is none. */
export async function publishedIn(store: LogStore): Promise<Published | null> {
  const bytes = await store.read(checkpointPath)
  if (!bytes) return null
  const read = parseCheckpoint(bytes)
  if (!read.ok) {
    const trouble = `The published checkpoint cannot be read (${read.fault}).`
    return { trouble, size: 0, root: '', origin: '' }
  }
  const { size, root, origin } = read.value.checkpoint
  return { trouble: null, size, root: bytesToHex(root), origin }
}

const behind = (who: string, theirs: number, ours: number): Trouble => ({
  trouble: `${who} has ${theirs} entries of the log, and there are ${ours} in the database: it was restored from a backup. Nothing is added or signed until it has caught up.`,
})

const different = (who: string, size: number): Trouble => ({
  trouble: `${who} has another tree of the log’s first ${size} entries than the one there is. Nothing is added or signed until somebody has found out why.`,
})
