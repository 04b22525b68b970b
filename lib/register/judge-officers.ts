import { and, eq, inArray, isNull, ne } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { coaches } from '#db/schema/coaches'
import { memberships } from '#db/schema/organisations'
import { appointments } from '#db/schema/register'
import type { Context } from '../context'
import { grouped } from '../core/grouped'
import { announcedFrom } from '../core/profiles/announced-from'
import { profileLabel } from '../core/profiles/profile-label'
import { appointmentState, coachingRoles, welfareRoles } from '../core/register/appointment'
import { judgeOfficers, type FormerOfficer, type Officer } from '../core/register/judge-officers'
import { judgeTeams, type TeamPerson } from '../core/register/judge-teams'
import { ruleById } from '../core/rules/catalogue'
import { recordFindings } from '../findings/record-findings'
import type { Verdict } from '../findings/verdict'
import { newId } from '../ids'
import { membershipInForce } from '../memberships/membership-in-force'
import { effectiveProfile } from '../profiles/effective-profile'

/** The rules of the register of which the club is the subject. */
const clubRules = ['P11', 'P12'] as const
type ClubRule = (typeof clubRules)[number]

/** Who holds a post of welfare or of coaching at the club now. */
export async function officersNow(tx: Tx, now: Date): Promise<Officer[]> {
  const posts = await tx
    .select()
    .from(appointments)
    .where(inArray(appointments.role, [...welfareRoles, ...coachingRoles]))
  const held = posts.filter((each) => appointmentState(each, now) === 'held')
  const postsOf = grouped(held, ({ coachId }) => coachId)
  const rows = await tx.select().from(coaches).where(isNull(coaches.endsAt))
  return rows.flatMap(({ id: coachId, name, coaching }) => {
    const own = postsOf.get(coachId)
    if (!own) return []
    const welfare = own.filter(({ role }) => welfareRoles.includes(role))
    const ends = welfare.flatMap(({ endsAt }) => (endsAt ? [Number(endsAt)] : []))
    const all = welfare.length > 0 && ends.length === welfare.length
    const welfareEndsAt = all ? new Date(Math.max(...ends)) : null
    const roles = own.map(({ role }) => role)
    const successor = successorOf(welfare, posts, rows)
    return [{ coachId, name, coaching, roles, welfareEndsAt, successor }]
  })
}

type Post = typeof appointments.$inferSelect

/** Who was asked to take over one of these posts, and has not said no. */
function successorOf(
  own: readonly Post[],
  posts: readonly Post[],
  rows: readonly (typeof coaches.$inferSelect)[],
): Officer['successor'] {
  const ids = new Set(own.map(({ id }) => id))
  const next = posts.find(
    ({ takesOverFrom, declinedAt, withdrawnAt }) =>
      takesOverFrom !== null && ids.has(takesOverFrom) && !declinedAt && !withdrawnAt,
  )
  const row = rows.find(({ id }) => id === next?.coachId)
  return next && row ? { name: row.name, saidYes: next.acceptedAt !== null } : null
}

/** Who had a post of welfare, has none now, and still signs in here as a welfare officer. */
export async function formerOfficers(tx: Tx, now: Date): Promise<FormerOfficer[]> {
  const posts = await tx
    .select({ post: appointments, row: coaches })
    .from(appointments)
    .innerJoin(coaches, eq(coaches.id, appointments.coachId))
    .innerJoin(
      memberships,
      and(
        eq(memberships.userId, coaches.userId),
        eq(memberships.role, 'welfare_officer'),
        membershipInForce(now),
      ),
    )
    .where(inArray(appointments.role, [...welfareRoles]))
  const stateOf = ({ post }: (typeof posts)[number]) => appointmentState(post, now)
  const stands = posts.filter((each) => ['offered', 'coming', 'held'].includes(stateOf(each)))
  const users = new Set(stands.map(({ row }) => row.userId))
  const former = posts.filter((each) => stateOf(each) === 'ended' && !users.has(each.row.userId))
  return [...new Map(former.map(({ row }) => [row.userId, row])).values()].map((row) => ({
    ...{ coachId: row.id, name: row.name },
  }))
}

/** Everybody on the register as the rule about teams looks at them. */
async function teamPeople(tx: Tx, now: Date): Promise<TeamPerson[]> {
  const posts = await tx.select().from(appointments).where(ne(appointments.team, ''))
  const postsOf = grouped(posts, ({ coachId }) => coachId)
  const rows = await tx
    .select()
    .from(coaches)
    .where(isNull(coaches.endsAt))
    .orderBy(coaches.startsAt, coaches.id)
  return rows.map(({ id, coaching, teams }) => ({
    ...{ coaching, teams },
    posts: (postsOf.get(id) ?? []).flatMap((each) => {
      const state = appointmentState(each, now)
      const stands = ['offered', 'coming', 'held'].includes(state)
      return stands ? [{ role: each.role, team: each.team, held: state === 'held' }] : []
    }),
  }))
}

/**
 * Judges who looks after welfare at the club, and whether each team has a coach, in the transaction
 * that changed it.
 */
export const judgeOfficersNow = (tx: Tx, ctx: Context): Promise<void> =>
  judgeClub(tx, ctx, clubRules)

/** The second of these alone: where somebody comes, goes, or has other teams. */
export const judgeTeamsNow = (tx: Tx, ctx: Context): Promise<void> => judgeClub(tx, ctx, ['P11'])

async function judgeClub(tx: Tx, ctx: Context, rules: readonly ClubRule[]): Promise<void> {
  const profile = await effectiveProfile(tx, ctx, ctx.now)
  const clubId = ctx.organisation.id
  const judge = {
    P11: async () => judgeTeams(profile, await teamPeople(tx, ctx.now)),
    P12: async () => judgeOfficers(profile, await officersNow(tx, ctx.now), ctx.now),
  }
  const verdicts: Verdict[] = []
  for (const rule of rules) {
    const verdict = await judge[rule]()
    if (!verdict) continue
    verdicts.push({
      ...{ subjectKind: 'club', subjectId: clubId, control: rule, ...verdict },
      ...{ controlVersion: ruleById(rule)?.version ?? 1, reason: null },
      ...{ derived: false, complete: true, readings: [] },
      shown: { proof: 'verified', until: null },
    })
  }
  await recordFindings(tx, ctx, {
    ...{ auditId: newId(), connectionId: clubId, coachId: null, readAt: ctx.now },
    ...{ ofRegister: true, profile: profileLabel(profile) },
    ...{ about: { subjectIds: [clubId], rules }, verdicts },
    countsFrom: announcedFrom(profile),
  })
}
