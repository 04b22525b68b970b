import { asc, desc, eq } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { checkpoints, cosignatures, timeStamps } from '#db/schema/log'

/** A checkpoint that the log signed, with what others signed of it until now. */
export type SignedCheckpoint = {
  readonly size: number
  /** Lower-case hexadecimal. */
  readonly root: string
  /** The log's own note, its signature lines included: the bytes that a time-stamp is over. */
  readonly note: string
  readonly signedAt: Date
  /** Witnesses' signature lines, each with its newline: they follow the note as it is. */
  readonly cosignatures: readonly { readonly witness: string; readonly line: string }[]
  /** The whole answer of a time-stamping authority (RFC 3161, DER), where there is one. */
  readonly timeStamp: { readonly authority: string; readonly response: Uint8Array } | null
}

/** The newest checkpoint; null where nothing was signed yet. */
export const latestCheckpoint = (tx: Tx) => readCheckpoint(tx, null)

/** The checkpoint of exactly that size, or null. */
export const checkpointOfSize = (tx: Tx, size: number) => readCheckpoint(tx, size)

/** The note with all its lines, as `/log/checkpoint` serves it. */
export const wholeNote = ({ note, cosignatures: others }: SignedCheckpoint): string =>
  note + others.map(({ line }) => line).join('')

async function readCheckpoint(tx: Tx, size: number | null): Promise<SignedCheckpoint | null> {
  const found = tx.select().from(checkpoints)
  const [row] = await (
    size === null ? found.orderBy(desc(checkpoints.size)) : found.where(eq(checkpoints.size, size))
  ).limit(1)
  if (!row) return null
  const lines = await tx
    .select({ witness: cosignatures.witness, line: cosignatures.line })
    .from(cosignatures)
    .where(eq(cosignatures.size, row.size))
    .orderBy(asc(cosignatures.witness))
  const [stamp] = await tx
    .select({ authority: timeStamps.authority, response: timeStamps.response })
    .from(timeStamps)
    .where(eq(timeStamps.size, row.size))
  return { ...row, cosignatures: lines, timeStamp: stamp ?? null }
}
