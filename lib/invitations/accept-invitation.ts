import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { inNoTenant, type Tx } from '#db/tenant'
import { invitations } from '#db/schema/organisations'
import { command } from '../command'
import type { Context } from '../context'
import { AppError, conflict, notFound } from '../core/errors'
import { appPool } from '../database/pools'
import { id } from '../ids'
import { addMembership } from '../memberships/add-membership'
import { foundClub } from '../organisations/found-club'
import { contextFor } from '../server-context'
import { parseInput } from '../parse-input'
import type { TrailEntry } from '../trail/trail-entry'
import type { Invitation } from './change-invitation'
import { resolveToken, spendToken } from './invitation-token'
import { linkCoach } from './link-coach'
import { shareOwnConnections } from './share-own-connections'

/** Where somebody came in. `clubId` is the club that a coach now coaches for, and null otherwise. */
export type Accepted = { slug: string; purpose: Invitation['purpose']; clubId: string | null }

const input = z.object({ token: z.string() })

/**
 * Accepts an invitation as the person whose record `me` is, in the tenancy of whoever invited: the
 * token is the proof, whatever address it was mailed to. A coach's Zoom accounts that are connected
 * already are then shared with the club, as the page has said. Throws `not_found` where the token is
 * nobody's, `expired` where it is too late, `conflict` where it was used or taken back.
 */
export async function acceptInvitation(
  me: Context,
  given: z.input<typeof input>,
): Promise<Accepted> {
  const { token } = parseInput(input, given)
  const { actor } = me
  if (me.organisation.kind !== 'person' || actor.kind !== 'user') throw notFound()
  const resolved = await inNoTenant(appPool(), (tx) => resolveToken(tx, token))
  if (!resolved) throw notFound()
  const there = await contextFor(resolved.organisationId, actor, 'server', me.now)
  const accepted = await accept(there, { invitationId: resolved.invitationId, token })
  if (accepted.clubId) await shareOwnConnections(me, accepted.clubId)
  return accepted
}

const accept = command({
  name: 'invitation.accept',
  permission: 'invitation.accept',
  input: z.object({ invitationId: id, token: z.string() }),
  async run(tx, ctx, { invitationId, token }) {
    if (ctx.actor.kind !== 'user') throw notFound()
    const invitation = await takeInvitation(tx, ctx, invitationId, ctx.actor.userId)
    if (!(await spendToken(tx, token, ctx.now))) throw replaced()
    const { more, ...result } = await letIn(tx, ctx, invitation, ctx.actor.userId)
    const detail = { purpose: invitation.purpose, role: invitation.role }
    const trail = [{ subject: 'invitation', subjectId: invitationId, detail }, ...more] as const
    return { result, trail }
  },
})

/** The invitation, accepted by this user: of two who try at once, one waits here and is refused. */
async function takeInvitation(
  tx: Tx,
  ctx: Context,
  invitationId: string,
  userId: string,
): Promise<Invitation> {
  const of = eq(invitations.id, invitationId)
  const [there] = await tx.select().from(invitations).where(of).for('update')
  if (!there) throw notFound()
  refuseSettled(there, userId)
  if (there.expiresAt <= ctx.now) {
    throw new AppError(
      'expired',
      `This invitation is too old to be accepted. Ask ${ctx.organisation.name} to send it again.`,
    )
  }
  const [taken] = await tx
    .update(invitations)
    .set({ state: 'accepted', acceptedAt: ctx.now, acceptedBy: userId })
    .where(and(of, eq(invitations.state, 'sent')))
    .returning()
  if (!taken) throw conflict()
  return taken
}

function refuseSettled({ state, acceptedBy }: Invitation, userId: string): void {
  if (state === 'withdrawn') throw replaced()
  if (state !== 'accepted') return
  throw conflict(
    acceptedBy === userId
      ? 'You have accepted this invitation already.'
      : 'Somebody has accepted this invitation already. Ask for one of your own.',
  )
}

const replaced = () =>
  conflict('This invitation was taken back, or a newer one was sent. Look for the newest e-mail.')

async function letIn(
  tx: Tx,
  ctx: Context,
  invitation: Invitation,
  userId: string,
): Promise<Accepted & { more: readonly TrailEntry[] }> {
  const { id: sourceId, purpose, coachId, clubName: name } = invitation
  const { id: organisationId, slug } = ctx.organisation
  if (purpose === 'club') {
    if (!name) throw notFound()
    const founding = { source: 'invitation', sourceId, name, officerUserId: userId } as const
    return { slug: (await foundClub(tx, ctx, founding)).slug, purpose, clubId: null, more: [] }
  }
  if (purpose === 'coach') {
    if (!coachId) throw notFound()
    const more = await linkCoach(tx, ctx, coachId, userId)
    return { slug, purpose, clubId: organisationId, more }
  }
  await addMembership(tx, ctx, { userId, role: roleOf(invitation), coachId: null })
  return { slug, purpose, clubId: null, more: [] }
}

const memberRoles = z.enum(['welfare_officer', 'administrator', 'safeguarding_lead'])
const roleOf = ({ role }: Invitation) => memberRoles.parse(role)
