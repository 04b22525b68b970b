import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { coaches } from '#db/schema/coaches'
import { command } from '../command'
import { conflict, notFound } from '../core/errors'
import { id } from '../ids'
import { withdrawCoachInvitations } from '../invitations/withdraw-coach-invitations'
import { carryNotCleared, keepKnownAs } from '../register/carry-not-cleared'
import { judgeTeamsNow } from '../register/judge-officers'
import { judgePersonNow } from '../register/judge-person'
import { deliverStatus } from '../roll-ups/deliver-status'
import { coachFields } from './coach-input'

/**
 * Changes what the register says of a coach. Under a new address they are to be invited again; whom
 * the row is linked to stays. Throws `conflict` where they have left it.
 */
export const changeCoach = command({
  name: 'coach.change',
  permission: 'coach.manage',
  input: z.object({ coachId: id, ...coachFields }),
  async run(tx, ctx, { coachId, ...fields }) {
    const of = eq(coaches.id, coachId)
    const [before] = await tx.select().from(coaches).where(of).for('update')
    if (!before) throw notFound()
    const isRenamed = before.name !== fields.name || before.email !== fields.email
    if (isRenamed) await keepKnownAs(tx, before)
    const [changed] = await tx
      .update(coaches)
      .set(fields)
      .where(and(of, isNull(coaches.endsAt)))
      .returning()
    if (!changed) throw conflict(`${before.name} is no longer on the register.`)
    // What was mailed to an address that turned out to be wrong must not let its reader in.
    if (changed.email !== before.email) await withdrawCoachInvitations(tx, ctx, coachId)
    const carried = isRenamed ? await carryNotCleared(tx, ctx, [changed]) : []
    await judgePersonNow(tx, ctx, coachId)
    await judgeTeamsNow(tx, ctx)
    await deliverStatus(tx, ctx)
    // Which fields, and not what stood there: an address that was corrected need not be kept.
    const names = ['name', 'email', 'teams', 'tags', 'coachesUnder18sOnline', 'coaching'] as const
    const detail = { changed: names.filter((name) => before[name] !== changed[name]) }
    const trail = [{ subject: 'coach', subjectId: coachId, detail }, ...carried] as const
    return { result: undefined, trail }
  },
})
