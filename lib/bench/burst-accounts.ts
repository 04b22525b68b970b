import { atOnce } from '../audits/at-once'
import { addUser } from '../auth/add-user'
import { loginCookie } from '../auth/login-cookie'
import { startLogin } from '../auth/start-login'
import { hour_ms } from '../core/durations'
import * as paths from '../core/paths'
import { peopleOf, seedDemo, type AsMember } from '../demo/seed-demo'
import { listMyOrganisations } from '../memberships/list-my-organisations'
import type { Eye } from './burst-eye'
import { connectMeasured, sortMeasured, type Measured, type Sorted } from './connect-measured'
import { emailOf, measuredScene } from './measured-scene'

export type BurstPlan = 'basic' | 'pro'

/** One coach’s account: what is needed to change it, and to know what came of that. */
export type BurstAccount = Measured & Sorted & { readonly plan: BurstPlan }

/** A club, and the login of its officer. */
export type BurstClub = { readonly slug: string; readonly id: string; readonly cookie: string }

export type BurstWorld = {
  readonly accounts: readonly BurstAccount[]
  readonly clubs: readonly BurstClub[]
  readonly as: AsMember
}

const atATime = 6

/** Soon enough for its host to be warned at once. */
const meetings = [0, 1, 2].map((index) => ({
  topic: `Session ${index + 1}`,
  startsAt: new Date(Date.now() + (4 + index) * hour_ms),
  duration_minutes: 45,
}))

/**
 * A body of so many clubs with so many coaches each, every other of them on a free account: all of
 * them connected, with three sessions within the day, and nothing to mend.
 */
export async function burstWorld(clubs: number, coaches: number, eye: Eye): Promise<BurstWorld> {
  const scene = measuredScene(clubs, coaches)
  await seedDemo(scene)
  const as = await peopleOf(scene)
  const coachesOfAll = scene.clubs.flatMap((club) =>
    club.coaches.map(({ person }, index) => ({ person, plan: planOf(index) })),
  )
  const connected = await atOnce(coachesOfAll, atATime, async ({ person, plan }) => ({
    ...(await connectMeasured(as, person, { plan, meetings })),
    plan,
  }))
  await eye.untilQuiet()
  const accounts = await atOnce(connected, atATime, async (one) => ({
    ...one,
    ...(await sortMeasured(as, one)),
  }))
  await eye.untilQuiet()
  const officers = await atOnce(scene.clubs, atATime, ({ officer }) => signIn(as, officer))
  return { accounts, clubs: officers, as }
}

const planOf = (index: number): BurstPlan => (index % 2 === 0 ? 'basic' : 'pro')

async function signIn(as: AsMember, officer: string): Promise<BurstClub> {
  const [club] = await listMyOrganisations(await as(officer, paths.ownSlug), {})
  if (!club) throw new Error(`${officer} has no club`)
  const user = await addUser({ name: officer, email: emailOf(officer) }, new Date())
  const { token } = await startLogin(user, new Date())
  return { slug: club.slug, id: club.id, cookie: `${loginCookie.name}=${token}` }
}
