import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { credentials } from '#db/schema/register'
import { onlyCoach } from '../coaches/only-coach'
import { command } from '../command'
import { notFound } from '../core/errors'
import { id } from '../ids'
import { deliverStatus } from '../roll-ups/deliver-status'
import { endCredential } from './end-credential'
import { judgePersonNow } from './judge-person'

/**
 * Takes back what was put forward: it counts no more. A coach what is theirs, an officer anybody’s.
 * Throws `not_found`, `conflict` where it ended already.
 */
export const withdrawCredential = command({
  name: 'credential.withdraw',
  permission: 'credential.provide',
  input: z.object({ credentialId: id }),
  async run(tx, ctx, { credentialId }) {
    const own = onlyCoach(ctx)
    const [row] = await tx.select().from(credentials).where(eq(credentials.id, credentialId))
    if (!row || (own && row.coachId !== own)) throw notFound()
    await endCredential(tx, ctx, row, 'withdrawn')
    await judgePersonNow(tx, ctx, row.coachId)
    await deliverStatus(tx, ctx)
    const detail = { kind: row.kind, coach: row.coachId }
    return {
      result: undefined,
      trail: [{ subject: 'credential', subjectId: credentialId, detail }],
    }
  },
})
