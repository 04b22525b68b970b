import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { mends } from '#db/schema/mends'
import { notFound } from '../core/errors'
import { id } from '../ids'
import { query } from '../query'
import { seenMends, type SeenMend } from './mend-seen'
import { onlyHolders } from './only-holders'

/** One mend of one's own, or in the club's own account. Throws `not_found`. */
export const getMend = query({
  permission: 'mend.read',
  input: z.object({ mendId: id }),
  async run(tx, ctx, { mendId }): Promise<SeenMend> {
    onlyHolders(ctx)
    const [mend] = await seenMends(tx, ctx.now, eq(mends.id, mendId), 1)
    if (!mend) throw notFound()
    return mend
  },
})
