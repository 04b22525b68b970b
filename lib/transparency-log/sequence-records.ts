import { sql } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { inNoTenant } from '#db/tenant'
import { entries, tiles } from '#db/schema/log'
import { leafHash } from '../core/transparency/merkle'
import { sequencerPool } from '../database/pools'
import { fillTiles } from './fill-tiles'
import { holdLog, howItGoesOn, type Trouble } from './goes-on'
import type { LogStore } from './log-store'
import { readTail } from './read-tiles'

/** Entries that get their places in one transaction. */
export const batch_max = 10_000

/**
 * Gives what is pending its place in the log: the oldest first, at most `batch_max`, in one
 * transaction with the tiles that fill up. One at a time, whoever else tries. Returns how many there
 * were, or why nothing may be added now.
 */
export async function sequenceRecords(
  now: Date,
  store: LogStore,
): Promise<{ trouble: null; taken: number } | Trouble> {
  return inNoTenant(sequencerPool(), async (tx) => {
    await holdLog(tx)
    const standing = await howItGoesOn(tx, store)
    if (standing.trouble !== null) return standing
    const marks = await takeMarks(tx)
    const fresh = freshOf(marks)
    await append(tx, standing.size, fresh, now)
    await forget(tx, marks)
    return { trouble: null, taken: marks.length }
  })
}

type Mark = { seq: string; entry: Buffer; is_there: boolean }

/** The oldest marks. Names are written out: in `exists`, each is to be of the right table. */
async function takeMarks(tx: Tx): Promise<Mark[]> {
  const found = await tx.execute<Mark>(sql`
    select p.seq, p.entry,
      exists (select from log.entries e where e.entry = p.entry) as is_there
    from log.pending p order by p.seq limit ${batch_max}`)
  return found.rows
}

/** Each entry once: a fact that two have a copy of is one entry. */
function freshOf(marks: readonly Mark[]): Buffer[] {
  const fresh = new Map<string, Buffer>()
  for (const { entry, is_there: isThere } of marks) {
    if (!isThere) fresh.set(entry.toString('hex'), entry)
  }
  return [...fresh.values()]
}

/** Adds entries behind the first `size`, and the tiles that they fill up. */
export async function append(
  tx: Tx,
  size: number,
  added: readonly Uint8Array[],
  now: Date,
): Promise<void> {
  if (added.length === 0) return
  const full = await fillTiles(size, added.map(leafHash), (level) => readTail(tx, level, size))
  await tx.execute(sql`
    insert into ${entries} (index, entry, sequenced_at)
    select ${size}::bigint + place - 1, entry, ${now.toISOString()}::timestamptz
    from unnest(${sql.param(added.map((entry) => Buffer.from(entry)))}::bytea[])
      with ordinality as added (entry, place)`)
  if (full.length === 0) return
  await tx.insert(tiles).values(
    full.map(({ level, number, hashes, root }) => ({
      ...{ level, number },
      ...{ hashes: Buffer.from(hashes), root: Buffer.from(root) },
    })),
  )
}

/** Takes away marks of what has its place, and throws where one of them has none. */
async function forget(tx: Tx, marks: readonly Mark[]): Promise<void> {
  if (marks.length === 0) return
  const gone = await tx.execute(sql`
    delete from log.pending p
    where p.seq = any (${sql.param(marks.map(({ seq }) => seq))}::bigint[])
      and exists (select from log.entries e where e.entry = p.entry)`)
  if (gone.rowCount !== marks.length) throw new Error('An entry has got no place in the log')
}
