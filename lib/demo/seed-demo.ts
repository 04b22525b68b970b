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
import { acceptRisks } from './accept-risks'
import { personOf, type DemoClub, type DemoCoach } from './cast'
import { connectAccount } from './connect-account'
import { connectClubAccount } from './connect-club-account'
import { draftImports } from './draft-import'
import { newestToken } from './newest-token'
import { publishPolicies } from './policies'
import { holdAsSeeded } from './hold-as-seeded'
import { putInPapers } from './register'
import { publishRules } from './rules'
import { sayExemptAsSeeded } from './say-exempt'
import type { Scene } from './scene'
import { signAsSeeded } from './sign-as-seeded'

/** What somebody of the cast is in an organisation, by its slug; `me` is everybody's own record. */
export type AsMember = (person: string, slug: string) => Promise<Context>

/**
 * Fills an empty database as people would: by the product's own commands, each as the person who
 * gives it. Checks are asked for and done by the worker; no result is written here.
 */
export async function seedDemo(scene: Scene): Promise<void> {
  const as = await peopleOf(scene)
  const { name, slug, lead } = scene.body
  await foundGoverningBody({ name, slug, email: personOf(lead, scene.cast).email }, new Date())
  const seeding = { scene, as }
  await accept(seeding, lead)
  if (scene.rules) await publishRules(() => as(lead, slug), scene.rules)
  for (const club of scene.clubs) await seedClub(seeding, club)
  if (scene.policies) await publishPolicies(as, scene.body, scene.policies)
  for (const { officer, slug: club, ...own } of scene.ownPolicies ?? []) {
    await publishPolicies(as, { lead: officer, slug: club }, [own])
  }
  if (scene.papers) await putInPapers(as, scene.papers)
  if (scene.exempt) await sayExemptAsSeeded(as, scene.exempt)
  if (scene.holds) await holdAsSeeded(as, scene.holds)
  const { clubAccounts = [] } = scene
  await Promise.all([
    ...scene.accounts.map((account) =>
      connectAccount(as, personOf(account.person, scene.cast), account),
    ),
    signAsSeeded(as, scene.answers ?? []),
    ...clubAccounts.map((account) => connectClubAccount(as, scene.cast, account)),
  ])
  if (scene.files) await draftImports(as, scene.files)
  if (scene.risks) await acceptRisks(as, scene.risks)
}

/** Adds everybody as a first sign-in would, and says what each is anywhere. */
export async function peopleOf(scene: Scene): Promise<AsMember> {
  const ids = new Map<string, { userId: string; organisationId: string }>()
  for (const { key, name, email } of scene.cast) {
    ids.set(key, await addUser({ name, email }, new Date()))
  }
  return (key, slug) => {
    const { name, email } = personOf(key, scene.cast)
    const { userId = '', organisationId = '' } = ids.get(key) ?? {}
    const user = { userId, name, nameless: false, email, personOrganisationId: organisationId }
    return memberContext(user, slug, new Date())
  }
}

type Seeding = { scene: Scene; as: AsMember }

async function accept({ scene, as }: Seeding, person: string): Promise<string> {
  const token = await newestToken(personOf(person, scene.cast).email)
  const { slug } = await acceptInvitation(await as(person, paths.ownSlug), { token })
  return slug
}

async function seedClub(seeding: Seeding, club: DemoClub): Promise<void> {
  const { scene, as } = seeding
  const { email } = personOf(club.officer, scene.cast)
  await inviteClub(await as(scene.body.lead, scene.body.slug), { clubName: club.name, email })
  const slug = await accept(seeding, club.officer)
  for (const { person, role } of club.posts) {
    await inviteMember(await as(club.officer, slug), {
      email: personOf(person, scene.cast).email,
      role,
    })
    await accept(seeding, person)
  }
  for (const coach of club.coaches) await seedCoach(seeding, club.officer, slug, coach)
}

async function seedCoach(
  seeding: Seeding,
  officer: string,
  slug: string,
  { person, teams, joins }: DemoCoach,
): Promise<void> {
  const { scene, as } = seeding
  const { name, email } = personOf(person, scene.cast)
  const coach = { name, email, teams, coachesUnder18sOnline: true }
  const { coachId } = await addCoach(await as(officer, slug), coach)
  await inviteCoach(await as(officer, slug), { coachId })
  if (joins !== 'not yet') await accept(seeding, person)
}
