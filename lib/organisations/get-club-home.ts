import { and, count, eq, inArray, isNull } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { memberships } from '#db/schema/organisations'
import { findings } from '#db/schema/results'
import { scanCoaches, type SeenCoach } from '../coaches/scan-coaches'
import type { CoachCounts } from '../core/club-headline'
import { unsortedWords } from '../core/coach-words'
import { groupByCause } from '../core/group-findings'
import { isAlertControl } from '../core/results'
import { coachGroup, coachStates, type CoachState } from '../core/coach-status'
import { isNotAccepted } from '../findings/is-not-accepted'
import { orders, selectFindings, type ListedFinding } from '../findings/list-findings'
import { withAccounts, type CausedFinding } from '../findings/with-accounts'
import { query } from '../query'
import { postedLinks, type PostedLink } from '../risk-alerts/posted-links'
import { comingSessions, type ListedSession } from '../sessions/list-sessions'
import { unsafeSession, type UnsafeSession } from '../sessions/unsafe-session'
import { day_ms } from '../core/durations'
import { clubZoomAtHome, type ClubZoomAtHome } from '../zoom-hosts/club-zoom-at-home'

/** A coach with something that MUST be mended, and the first of it. */
export type CoachToMend = {
  coach: SeenCoach
  findings: readonly ListedFinding[]
  /** Of each of those, in how many more places the same is. */
  alsoIn: Readonly<Record<string, number>>
  /** How many things there are to do, and in how many places. */
  things: number
  places: number
  /** How many of theirs stand with an urgent session already. */
  said: number
}

/** Coaches of whom, for one and the same reason, nothing certain is known. */
export type UnknownCoaches = {
  state: CoachState
  count: number
  /** The first by name, with their session of the coming day that is not known to be ready. */
  first: readonly { coach: SeenCoach; soon: ListedSession | null }[]
}

export type ClubHome = {
  counts: CoachCounts
  /** Sessions whose link was found in public: before everything else. */
  posted: readonly PostedLink[]
  /** Sessions of the coming day that break a MUST, the next one first. */
  urgent: readonly UnsafeSession[]
  /** Without those of whom an urgent session says it all. */
  toMend: readonly CoachToMend[]
  moreToMend: number
  unknown: readonly UnknownCoaches[]
  zoom: ClubZoomAtHome
  coming: readonly ListedSession[]
  moreComing: boolean
  /** Open findings on a SHOULD: advice. */
  advice: number
  /** On what "up to date" rests: of those coaches, the check that is longest ago. */
  oldestCheckedAt: Date | null
  welfareOfficers: number
  /** Who is up to date and has meetings that nobody has sorted yet, in words; the first by name. */
  unsorted: readonly { coachId: string; name: string; words: string }[]
  moreUnsorted: number
}

const soon_ms = day_ms
const soon_max = 50
/** More of one coach are not grouped: the page says that there are more. */
const ofOne_max = 200
const shown = { urgent: 3, toMend: 6, findings: 3, coaches: 4, coming: 6, unsorted: 4 }

/** What a club's officers see first: who is not safe to coach, why, and what nobody knows. */
export const getClubHome = query({
  permission: 'coach.manage',
  input: z.object({}),
  isolation: 'repeatable read',
  async run(tx, ctx): Promise<ClubHome> {
    const coaches = await everybody(tx, ctx.now)
    const until = new Date(ctx.now.getTime() + soon_ms)
    const soon = await comingSessions(tx, ctx.now, { until, limit: soon_max })
    const posted = await postedLinks(tx, ctx.now)
    const urgent = await urgentSessions(tx, ctx.now, soon)
    const coming = await comingSessions(tx, ctx.now, { limit: shown.coming + 1 })
    const said = new Set([
      ...posted.map(({ findingId }) => findingId),
      ...urgent.flatMap(({ mends }) => mends.map((mend) => mend.findingId)),
    ])
    const toMend = await coachesToMend(tx, ctx.now, coaches, said)
    const unsorted = unsortedOf(coaches)
    return {
      counts: countsOf(coaches),
      posted,
      urgent,
      toMend: toMend.slice(0, shown.toMend),
      moreToMend: Math.max(0, toMend.length - shown.toMend),
      unknown: unknownOf(coaches, soon),
      zoom: await clubZoomAtHome(tx, ctx.now),
      coming: coming.slice(0, shown.coming),
      moreComing: coming.length > shown.coming,
      advice: await tx.$count(
        findings,
        and(eq(findings.state, 'open'), eq(findings.level, 'SHOULD'), isNotAccepted(ctx.now)),
      ),
      oldestCheckedAt: oldestOf(coaches),
      welfareOfficers: await welfareOfficers(tx),
      unsorted: unsorted.slice(0, shown.unsorted),
      moreUnsorted: Math.max(0, unsorted.length - shown.unsorted),
    }
  },
})

/** Those of the coming day that break a MUST; without that its link was posted, which has a card of its own. */
async function urgentSessions(
  tx: Tx,
  now: Date,
  soon: readonly ListedSession[],
): Promise<UnsafeSession[]> {
  const urgent: UnsafeSession[] = []
  for (const session of soon.filter(({ status }) => status.state === 'to_mend')) {
    if (urgent.length === shown.urgent) break
    const unsafe = await unsafeSession(tx, now, session)
    const mends = unsafe.mends.filter(({ control }) => !isAlertControl(control))
    if (mends.length > 0 || unsafe.mends.length === 0) urgent.push({ ...unsafe, mends })
  }
  return urgent
}

async function everybody(tx: Tx, now: Date): Promise<SeenCoach[]> {
  const coaches: SeenCoach[] = []
  for await (const coach of scanCoaches(tx, now, {})) coaches.push(coach)
  return coaches
}

const inGroup = (coaches: readonly SeenCoach[], group: keyof CoachCounts) =>
  coaches.filter(({ status }) => coachGroup(status) === group)

const countsOf = (coaches: readonly SeenCoach[]): CoachCounts => ({
  to_mend: inGroup(coaches, 'to_mend').length,
  not_known: inGroup(coaches, 'not_known').length,
  risk_accepted: inGroup(coaches, 'risk_accepted').length,
  up_to_date: inGroup(coaches, 'up_to_date').length,
  not_needed: inGroup(coaches, 'not_needed').length,
})

/** Those with most to mend first; `said` are findings that stand on the page already. */
async function coachesToMend(
  tx: Tx,
  now: Date,
  coaches: readonly SeenCoach[],
  said: ReadonlySet<string | null>,
): Promise<CoachToMend[]> {
  const ill = inGroup(coaches, 'to_mend').toSorted(
    (one, other) => other.facts.mustToMend - one.facts.mustToMend,
  )
  const found: CoachToMend[] = []
  for (const coach of ill) {
    // Beyond what is shown they are only counted.
    const first = found.length < shown.toMend ? await openMusts(tx, now, coach) : []
    const isSaid = first.length > 0 && first.every(({ findingId }) => said.has(findingId))
    if (!isSaid || groupByCause(first).length < coach.facts.mustToMend) {
      const unsaid = first.filter(({ findingId }) => !said.has(findingId))
      const causes = groupByCause(unsaid)
      found.push({
        coach,
        findings: causes.slice(0, shown.findings).map((cause) => cause.first),
        alsoIn: Object.fromEntries(
          causes.map((cause) => [cause.first.findingId, cause.others.length]),
        ),
        things: Math.max(1, causes.length),
        places: unsaid.length,
        said: first.length - unsaid.length,
      })
    }
  }
  return found
}

async function openMusts(tx: Tx, now: Date, { coachId }: SeenCoach): Promise<CausedFinding[]> {
  const must = and(eq(findings.state, 'open'), eq(findings.level, 'MUST'), isNotAccepted(now))
  const rows = await selectFindings(tx)
    .where(and(must, eq(findings.coachId, coachId)))
    .orderBy(...orders.open(false))
    .limit(ofOne_max)
  return withAccounts(tx, now, rows)
}

/** Of whom nothing certain is known, by the reason, the most severe first. */
function unknownOf(
  coaches: readonly SeenCoach[],
  soon: readonly ListedSession[],
): UnknownCoaches[] {
  const unknown = inGroup(coaches, 'not_known')
  const doubtful = soon.filter(({ status }) => status.state !== 'ready')
  const next = (coachId: string) => doubtful.find((each) => each.coachId === coachId) ?? null
  return coachStates.flatMap((state) => {
    const these = unknown.filter(({ status }) => status.state === state)
    if (these.length === 0) return []
    const first = these.slice(0, shown.coaches)
    return [
      {
        state,
        count: these.length,
        first: first.map((coach) => ({ coach, soon: next(coach.coachId) })),
      },
    ]
  })
}

const unsortedOf = (coaches: readonly SeenCoach[]) =>
  inGroup(coaches, 'up_to_date').flatMap(({ coachId, name, status, facts }) => {
    const words = unsortedWords(facts.connection, status)
    return words ? [{ coachId, name, words }] : []
  })

function oldestOf(coaches: readonly SeenCoach[]): Date | null {
  const times = inGroup(coaches, 'up_to_date').flatMap(({ facts }) => [
    facts.connection.lastCompleteAt,
    facts.oldestCheckedAt,
  ])
  const known = times.filter((time) => time !== null)
  return known.length > 0 ? new Date(Math.min(...known.map((time) => time.getTime()))) : null
}

async function welfareOfficers(tx: Tx): Promise<number> {
  const [officers] = await tx
    .select({ number: count() })
    .from(memberships)
    .where(and(isNull(memberships.endsAt), inArray(memberships.role, ['welfare_officer'])))
  return officers?.number ?? 0
}
