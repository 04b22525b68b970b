import { desc } from 'drizzle-orm'
import { z } from 'zod'
import { evidencePacks } from '#db/schema/evidence'
import { query } from '../query'
import { refuseUnlessClub } from './only-clubs'

/** How many packs the page shows; older ones are deleted by their date anyway. */
const packs_max = 50

/** The club's packs, newest first. */
export const listPacks = query({
  permission: 'pack.read',
  input: z.object({}),
  run(tx, ctx) {
    refuseUnlessClub(ctx)
    return tx
      .select()
      .from(evidencePacks)
      .orderBy(desc(evidencePacks.requestedAt), desc(evidencePacks.id))
      .limit(packs_max)
  },
})
