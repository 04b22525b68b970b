import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { coaches } from '#db/schema/coaches'
import { memberships } from '#db/schema/organisations'
import { suspensions } from '#db/schema/register'
import { command } from '../command'
import { actorUserId, type Context } from '../context'
import { conflict, notFound } from '../core/errors'
import { id } from '../ids'
import { withdrawCoachInvitations } from '../invitations/withdraw-coach-invitations'
import { deliverMembership } from '../memberships/add-membership'
import { endAppointmentsOf } from '../register/end-appointment'
import { judgeTeamsNow } from '../register/judge-officers'
import { deliverStatus } from '../roll-ups/deliver-status'
import { reopenHostsOfCoach } from '../zoom-hosts/reopen-hosts-of-coach'
import { endWhatWasChecked } from './end-what-was-checked'
import { mayBeCoach } from './who-may-be-coach'

/**
 * A coach leaves the club's register. From now on nothing of their Zoom account reaches the club:
 * a share is in force only while the row of the register is. What was seen until now stays.
 * Throws `conflict` where they have left already, or were said to be not cleared and would end their
 * own entry.
 */
export const endCoach = command({
  name: 'coach.end',
  permission: 'coach.manage',
  input: z.object({ coachId: id }),
  async run(tx, ctx, { coachId }) {
    const of = eq(coaches.id, coachId)
    await refuseOwnSuspended(tx, ctx, coachId)
    const [ended] = await tx
      .update(coaches)
      .set({ endsAt: ctx.now })
      .where(and(of, isNull(coaches.endsAt)))
      .returning()
    if (!ended) {
      if ((await tx.$count(coaches, of)) === 0) throw notFound()
      throw conflict('This coach has left the register already.')
    }
    await endMembership(tx, ctx, coachId)
    await withdrawCoachInvitations(tx, ctx, coachId)
    await reopenHostsOfCoach(tx, ctx, coachId)
    await endAppointmentsOf(tx, ctx, coachId)
    await endWhatWasChecked(tx, ctx, coachId)
    await judgeTeamsNow(tx, ctx)
    await deliverStatus(tx, ctx)
    return { result: undefined, trail: [{ subject: 'coach', subjectId: coachId }] }
  },
})

/** Who is not cleared does not get a new entry, and with it a clear one, by ending the old themselves. */
async function refuseOwnSuspended(tx: Tx, ctx: Context, coachId: string): Promise<void> {
  const stands = and(eq(suspensions.coachId, coachId), isNull(suspensions.endsAt))
  if ((await tx.$count(suspensions, stands)) === 0) return
  const me = actorUserId(ctx)
  if (me === null || !(await mayBeCoach(tx, coachId, me))) return
  throw conflict('This is about you. Somebody else has to say it.')
}

async function endMembership(tx: Tx, ctx: Context, coachId: string): Promise<void> {
  const ended = await tx
    .update(memberships)
    .set({ endsAt: ctx.now })
    .where(and(eq(memberships.coachId, coachId), isNull(memberships.endsAt)))
    .returning({ id: memberships.id })
  for (const each of ended) await deliverMembership(tx, each.id)
}
