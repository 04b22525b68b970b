import { desc, eq } from 'drizzle-orm'
import { z } from 'zod'
import { trail } from '#db/schema/trail'
import { query } from '../query'

export type JoinCodeState = { issuedAt: Date; expiresAt: Date; expired: boolean }

const issued = z.object({ expiresAt: z.coerce.date() })

/**
 * Whether there is a code to ask with, and until when; null where none was ever made. The code
 * itself is not kept, so that the trail of its making is what there is to read.
 */
export const getJoinCode = query({
  permission: 'join_request.decide',
  input: z.object({}),
  async run(tx, ctx): Promise<JoinCodeState | null> {
    const [entry] = await tx
      .select({ at: trail.at, detail: trail.detail })
      .from(trail)
      .where(eq(trail.command, 'join_code.issue'))
      .orderBy(desc(trail.at), desc(trail.id))
      .limit(1)
    if (!entry) return null
    const { expiresAt } = issued.parse(entry.detail)
    return { issuedAt: entry.at, expiresAt, expired: expiresAt <= ctx.now }
  },
})
