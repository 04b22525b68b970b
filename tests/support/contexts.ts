import { randomUUID } from 'node:crypto'
import type { Context } from '#lib/context'
import type { Role } from '#lib/core/permissions'
import { addCoach } from '#lib/coaches/add-coach'
import { acceptInvitation } from '#lib/invitations/accept-invitation'
import { inviteClub } from '#lib/invitations/invite-club'
import { inviteCoach } from '#lib/invitations/invite-coach'
import { inviteMember } from '#lib/invitations/invite-member'
import { foundGoverningBody } from '#lib/organisations/found-governing-body'
import type { Post } from '#lib/core/posts'
import { asRole } from './database'
import { tokenMailedTo } from './outbox'

/**
 * Contexts as a login makes them, for what the commands made: nothing here writes a row that a
 * command or the sign-in adapter would not.
 */

/** Later than anything before it in the same file, so that order is never a tie. */
let ticks = 0
export const nextMoment = () => new Date(Date.parse('2026-11-24T12:00:00Z') + 1000 * (ticks += 1))

export const unique = (word: string) => `${word} ${randomUUID().slice(0, 8)}`
export const newEmail = (word = 'someone') => `${word}.${randomUUID().slice(0, 8)}@example.org`

/** The same asker at another time. */
export const at = (ctx: Context, now: Date): Context => ({ ...ctx, now })

/** The same asker with other posts: to try what each post may do. */
export const withRoles = (ctx: Context, ...roles: Role[]): Context => ({ ...ctx, roles })

/** Somebody who has signed in once: a user, and their own record, as the sign-in adapter makes them. */
export async function aPerson(name = 'Sam Okafor', email = newEmail('person')): Promise<Context> {
  const userId = randomUUID()
  const now = nextMoment()
  const made = await asRole('auth', async (client) => {
    await client.query(
      'insert into identity.users (id, name, email, email_verified, created_at) values ($1, $2, $3, $4, $4)',
      [userId, name, email, now],
    )
    await client.query(
      'insert into identity.user_emails (email, user_id, verified_at) values ($1, $2, $3)',
      [email, userId, now],
    )
    return client.query<{ id: string }>('select found_person($1, $2, $3) as id', [
      userId,
      name,
      now,
    ])
  })
  const id = made.rows[0]?.id ?? ''
  return {
    organisation: { id, kind: 'person', name, slug: `person-${id}` },
    actor: { kind: 'user', userId, name, email },
    roles: ['person'],
    coachId: null,
    now,
  }
}

/** A governing body with its safeguarding lead, who accepted the invitation of its founding. */
export async function aGoverningBody(name = unique('National Gymnastics')): Promise<Context> {
  const me = await aPerson('Alex Lead')
  const email = emailOf(me)
  const body = await foundGoverningBody({ name, email }, nextMoment())
  await acceptInvitation(at(me, nextMoment()), { token: tokenMailedTo(email) })
  const kind = 'governing_body' as const
  const organisation = { id: body.organisationId, kind, name, slug: body.slug }
  return memberOf(me, organisation, 'safeguarding_lead')
}

/** A club under a body, by the body's invitation, as its first welfare officer sees it. */
export async function aClub(body: Context, name = unique('Hartley')): Promise<Context> {
  const me = await aPerson('Wendy Officer')
  const email = emailOf(me)
  await inviteClub(at(body, nextMoment()), { clubName: name, email })
  const accepted = await acceptInvitation(at(me, nextMoment()), { token: tokenMailedTo(email) })
  const id = await organisationNamed(accepted.slug)
  return memberOf(me, { id, kind: 'club', name, slug: accepted.slug }, 'welfare_officer')
}

/** Another person in a post of an organisation, invited by one who is there. */
export async function anOfficer(
  inviter: Context,
  role: Post = 'welfare_officer',
): Promise<Context> {
  const me = await aPerson('Olu Officer')
  const email = emailOf(me)
  await inviteMember(at(inviter, nextMoment()), { email, role })
  await acceptInvitation(at(me, nextMoment()), { token: tokenMailedTo(email) })
  return memberOf(me, inviter.organisation, role)
}

export type Coach = { me: Context; inClub: Context; coachId: string }

/**
 * A coach on a club's register who accepted its invitation: `me` is their own record, `inClub` what
 * they are at the club. With `person`, somebody who is known already coaches here, too.
 */
export async function aCoach(club: Context, person?: Context, name = 'Jo Coach'): Promise<Coach> {
  const me = person ?? (await aPerson(name))
  const email = emailOf(me)
  const { coachId } = await addCoach(at(club, nextMoment()), {
    name,
    email,
    teams: 'Under 12s',
    coachesUnder18sOnline: true,
  })
  await inviteCoach(at(club, nextMoment()), { coachId })
  await acceptInvitation(at(me, nextMoment()), { token: tokenMailedTo(email) })
  const inClub = { ...memberOf(me, club.organisation, 'coach'), coachId }
  return { me: at(me, nextMoment()), inClub, coachId }
}

/** What somebody is in an organisation whose member they are. */
const memberOf = (me: Context, organisation: Context['organisation'], role: Role): Context => ({
  organisation,
  actor: me.actor,
  roles: [role],
  coachId: null,
  now: nextMoment(),
})

export function emailOf({ actor }: Context): string {
  if (actor.kind !== 'user') throw new Error('only people have an address')
  return actor.email
}

export function userIdOf({ actor }: Context): string {
  if (actor.kind !== 'user') throw new Error('only people have a user')
  return actor.userId
}

async function organisationNamed(slug: string): Promise<string> {
  const found = await asRole('app', (client) =>
    client.query<{ id: string }>('select resolve_slug($1) as id', [slug]),
  )
  return found.rows[0]?.id ?? ''
}
