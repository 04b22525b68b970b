import { addUser } from '../auth/add-user'
import { memberContext } from '../auth/member-context'
import { addCoach } from '../coaches/add-coach'
import type { Context } from '../context'
import * as paths from '../core/paths'
import { acceptInvitation } from '../invitations/accept-invitation'
import { inviteClub } from '../invitations/invite-club'
import { inviteCoach } from '../invitations/invite-coach'
import { inviteMember } from '../invitations/invite-member'
import { foundGoverningBody } from '../organisations/found-governing-body'
import { accounts } from './accounts'
import { body, cast, clubs, personOf, type DemoClub, type DemoCoach } from './cast'
import { connectAccount } from './connect-account'
import { newestToken } from './newest-token'

/** What the cast is in an organisation, by its slug; `me` is everybody's own record. */
export type AsMember = (person: string, slug: string) => Promise<Context>

/**
 * Fills an empty database as people would: by the product's own commands, each as the person who
 * gives it. Checks are asked for and done by the worker; no result is written here.
 */
export async function seedDemo(): Promise<void> {
  const as = await peopleOf()
  await foundGoverningBody(
    { name: body.name, slug: body.slug, email: personOf(body.lead).email },
    new Date(),
  )
  await accept(as, body.lead)
  for (const club of clubs) await seedClub(as, club)
  await Promise.all(accounts.map((account) => connectAccount(as, account)))
}

/** Adds everybody as a first sign-in would, and says what each is anywhere. */
export async function peopleOf(): Promise<AsMember> {
  const ids = new Map<string, { userId: string; organisationId: string }>()
  for (const { key, name, email } of cast) {
    ids.set(key, await addUser({ name, email }, new Date()))
  }
  return (key, slug) => {
    const { name, email } = personOf(key)
    const { userId = '', organisationId = '' } = ids.get(key) ?? {}
    const user = { userId, name, nameless: false, email, personOrganisationId: organisationId }
    return memberContext(user, slug, new Date())
  }
}

async function accept(as: AsMember, person: string): Promise<string> {
  const token = await newestToken(personOf(person).email)
  const { slug } = await acceptInvitation(await as(person, paths.ownSlug), { token })
  return slug
}

async function seedClub(as: AsMember, club: DemoClub): Promise<void> {
  const { email } = personOf(club.officer)
  await inviteClub(await as(body.lead, body.slug), { clubName: club.name, email })
  const slug = await accept(as, club.officer)
  for (const { person, role } of club.posts) {
    await inviteMember(await as(club.officer, slug), { email: personOf(person).email, role })
    await accept(as, person)
  }
  for (const coach of club.coaches) await seedCoach(as, club.officer, slug, coach)
}

async function seedCoach(
  as: AsMember,
  officer: string,
  slug: string,
  { person, teams, joins }: DemoCoach,
): Promise<void> {
  const { name, email } = personOf(person)
  const coach = { name, email, teams, coachesUnder18sOnline: true }
  const { coachId } = await addCoach(await as(officer, slug), coach)
  await inviteCoach(await as(officer, slug), { coachId })
  if (joins !== 'not yet') await accept(as, person)
}
