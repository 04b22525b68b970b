import { and, asc, inArray, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { coaches } from '#db/schema/coaches'
import { invitations } from '#db/schema/organisations'
import { command } from '../command'
import type { Context } from '../context'
import { askingLimits } from '../core/asking-limits'
import { AppError, conflict } from '../core/errors'
import { id, newId } from '../ids'
import { dueAdd } from '../jobs/due'
import { giveHints } from '../jobs/give-hints'
import { invitationExpiry } from './invitation-token'
import { notInvited } from './not-invited'
import { invitationsLeft } from './refuse-too-many-invitations'
import { withdrawCoachInvitations } from './withdraw-coach-invitations'

const coaches_max = askingLimits.invitationsADay.count

const input = z.object({
  /** Those whom somebody chose, or everybody whom nobody has invited yet. */
  who: z.union([
    z.literal('not_invited'),
    z.array(id).min(1, 'Choose whom to invite.').max(coaches_max),
  ]),
})

const writeThem = command({
  name: 'invitation.invite_coaches',
  permission: 'coach.manage',
  input,
  async run(tx, ctx, { who }) {
    const left = await invitationsLeft(tx, ctx)
    if (left === 0 || (who !== 'not_invited' && who.length > left)) throw tooMany(ctx, left)
    const people = await chosen(tx, ctx, who, left)
    if (people.length === 0) throw conflict('None of them is still to be invited. Look again.')
    const invited: string[] = []
    const entries = []
    for (const { id: coachId, email } of people) {
      await withdrawCoachInvitations(tx, ctx, coachId)
      const invitationId = newId()
      await tx.insert(invitations).values({
        ...{ organisationId: ctx.organisation.id, id: invitationId, purpose: 'coach', email },
        ...{ role: 'coach', coachId, state: 'sent', createdAt: ctx.now, mailPending: true },
        expiresAt: invitationExpiry(ctx.now),
      })
      await dueAdd(tx, 'mail-invitation', invitationId, ctx.now)
      invited.push(invitationId)
      const detail = { purpose: 'coach', role: 'coach', coach: coachId }
      // Each counts within the limits as one that was sent by itself.
      const action = 'invitation.invite_coach'
      entries.push({ subject: 'invitation', subjectId: invitationId, action, detail })
    }
    const about = { subject: 'register', subjectId: null, detail: { invited: invited.length } }
    return { result: invited, trail: [about, ...entries] }
  },
})

function tooMany(ctx: Context, left: number): AppError {
  const { count } = askingLimits.invitationsADay
  const most = left === 0 ? 'no more can be sent for now' : `only ${left} more can be sent for now`
  return new AppError(
    'too_many_attempts',
    `${ctx.organisation.name} may send ${count} invitations in a day, and ${most}. Try the rest tomorrow.`,
  )
}

/** Only who is on the register and has not joined; the others have had their answer meanwhile. */
async function chosen(
  tx: Tx,
  ctx: Context,
  who: z.output<typeof input>['who'],
  most: number,
): Promise<{ id: string; email: string }[]> {
  const waits = and(isNull(coaches.userId), isNull(coaches.endsAt))
  return tx
    .select({ id: coaches.id, email: coaches.email })
    .from(coaches)
    .where(and(waits, who === 'not_invited' ? notInvited(ctx.now) : inArray(coaches.id, [...who])))
    .orderBy(asc(sql`lower(${coaches.name})`), asc(coaches.id))
    .limit(most)
    .for('update')
}

/**
 * Invites many people of the register at once: those chosen, or all whom nobody has invited yet, as
 * many as may be mailed in a day. Each is mailed by a worker. Who has joined meanwhile is left out.
 * Throws `conflict` where nobody is left, `too_many_attempts`.
 */
export async function inviteCoaches(
  ctx: Context,
  asked: z.input<typeof input>,
): Promise<{ invited: number }> {
  const invited = await writeThem(ctx, asked)
  const { id: organisationId } = ctx.organisation
  await giveHints(
    invited.map((subjectId) => ({ kind: 'mail-invitation', organisationId, subjectId })),
  )
  return { invited: invited.length }
}
