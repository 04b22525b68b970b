import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { evidencePacks } from '#db/schema/evidence'
import { notFound } from '../core/errors'
import { id } from '../ids'
import { query } from '../query'
import { refuseUnlessClub } from './only-clubs'

export type Pack = typeof evidencePacks.$inferSelect

/** One pack of the club, whatever has become of it. Throws `not_found`. */
export const getPack = query({
  permission: 'pack.read',
  input: z.object({ packId: id }),
  async run(tx, ctx, { packId }): Promise<Pack> {
    refuseUnlessClub(ctx)
    const [pack] = await tx.select().from(evidencePacks).where(eq(evidencePacks.id, packId))
    if (!pack) throw notFound()
    return pack
  },
})
