import { and, eq } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { invitations } from '#db/schema/organisations'
import type { Context } from '../context'
import { withdrawToken } from './invitation-token'

/** Whatever was mailed to a coach and waits for an answer is worthless from now on. */
export async function withdrawCoachInvitations(
  tx: Tx,
  ctx: Context,
  coachId: string,
): Promise<void> {
  const withdrawn = await tx
    .update(invitations)
    .set({ state: 'withdrawn' })
    .where(and(eq(invitations.coachId, coachId), eq(invitations.state, 'sent')))
    .returning({ id: invitations.id })
  for (const each of withdrawn) await withdrawToken(tx, each.id, ctx.now)
}
