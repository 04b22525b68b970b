import { sql } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import type { Context } from '../context'

/** Entries of a register of which nothing may be erased: whichever of theirs a hold names. */
export async function heldEntries(tx: Tx, ctx: Context): Promise<ReadonlySet<string>> {
  const found = await tx.execute<{ id: string }>(
    sql`select held as id from held_entries(${ctx.organisation.id}::uuid) held`,
  )
  return new Set(found.rows.map(({ id }) => id))
}

/** True while nothing of somebody may be erased. */
export const isHeld = async (tx: Tx, ctx: Context, coachId: string): Promise<boolean> =>
  (await heldEntries(tx, ctx)).has(coachId)
