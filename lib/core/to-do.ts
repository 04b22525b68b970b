import type { CoachStatus } from './coach-status'
import { counted } from './dates'
import { groupByCause, type Caused } from './group-findings'
import type { SignOffState } from './sign-offs/state'
import { isAlertControl, type Level } from './results'

/** A person's own Zoom account, as far as their list needs it. */
export type OwnConnection = {
  readonly state: 'connected' | 'disconnected'
  readonly disconnectReason:
    'by_person' | 'token_refused' | 'removed_at_zoom' | 'zoom_user_ended' | null
  readonly lastCompleteAt: Date | null
  readonly unsorted: number
  /** What Zoom was not allowed to tell us. */
  readonly missing: readonly unknown[]
  readonly clubs: readonly { readonly slug: string; readonly shared: boolean }[]
}

export type OwnFinding = {
  readonly findingId: string
  readonly control: string
  readonly level: Level
  readonly headline: string
  readonly session: { readonly sessionId: string; readonly topic: string | null } | null
  readonly openedAt: Date
  readonly lastSeenAt: Date
  /** Where it was found, where that is known: what has one cause is one thing to do. */
  readonly caused?: Caused
}

/** Something that a club asks them to read and agree to, or a drill to do. */
export type OwnToSign = {
  readonly requestId: string
  readonly kind: 'policy' | 'drill'
  readonly title: string
  readonly version: number
  readonly state: SignOffState
  readonly dueAt: Date
}

/** How somebody stands in one club that they coach for. */
export type OwnStanding<Finding extends OwnFinding = OwnFinding> = {
  readonly name: string
  readonly slug: string
  readonly status: CoachStatus
  readonly open: readonly Finding[]
  /** Coming sessions with their next time. */
  readonly sessions: readonly { readonly sessionId: string; readonly startsAt: Date | null }[]
  readonly toSign?: readonly OwnToSign[]
}

/** The same with the club that asks: what two clubs ask for is signed twice. */
export type ToSignAt = OwnToSign & { readonly slug: string; readonly club: string }

/** One thing to mend, once, whichever clubs ask for it. `slug` is where its page is. */
export type ToMend<Finding extends OwnFinding = OwnFinding> = {
  readonly finding: Finding
  readonly slug: string
  readonly clubs: readonly string[]
  /** When its session next takes place, where that is known. */
  readonly startsAt: Date | null
  /** What has the same cause, and is mended with it. */
  readonly alsoIn: readonly ToMend<Finding>[]
}

/** What there is to do about Zoom; `connected` is done. */
export type ZoomStep = 'connect' | 'connect_again' | 'grant_more' | 'share' | 'connected' | 'none'

const zoomMinutes: Readonly<Record<ZoomStep, number>> = {
  connect: 2,
  connect_again: 1,
  grant_more: 1,
  share: 1,
  connected: 0,
  none: 0,
}

const mend_minutes = 2
const sign_minutes = 3
const drill_minutes = 10
/** A new meeting, and a word to all parents. */
const posted_minutes = 15
const sortedAMinute = 5

export type ToDoList<Finding extends OwnFinding = OwnFinding> = {
  readonly zoom: ZoomStep
  readonly unsorted: number
  /** Links of sessions that were found in public: before everything else. */
  readonly posted: readonly ToMend<Finding>[]
  /** What else MUST be mended: the next session's first. */
  readonly must: readonly ToMend<Finding>[]
  readonly should: readonly ToMend<Finding>[]
  /** What is to be read and agreed to, the longest due first. */
  readonly toSign: readonly ToSignAt[]
  readonly left: number
  readonly minutes: number
  /** True where every club that they coach for knows all it must, and it is in order. */
  readonly allKnown: boolean
}

/** What somebody has left to do, of what is known of them in their own record and in each club. */
export function toDoList<Finding extends OwnFinding>(
  connections: readonly OwnConnection[],
  standings: readonly OwnStanding<Finding>[],
): ToDoList<Finding> {
  const zoom = zoomStep(connections, standings)
  const unsorted = connections
    .filter(({ state }) => state === 'connected')
    .reduce((sum, each) => sum + each.unsorted, 0)
  // What was accepted as a risk is nothing to do until its day.
  const all = toMend(standings).filter(({ finding }) => finding.caused?.accepted !== true)
  const posted = all.filter(({ finding }) => isAlertControl(finding.control))
  const must = byCause(
    all.filter(({ finding }) => finding.level === 'MUST' && !isAlertControl(finding.control)),
  )
  const toSign = toSignAt(standings)
  const minutes =
    posted.length * posted_minutes +
    zoomMinutes[zoom] +
    Math.ceil(unsorted / sortedAMinute) +
    must.length * mend_minutes +
    toSign.reduce((sum, { kind }) => sum + (kind === 'drill' ? drill_minutes : sign_minutes), 0)
  return {
    zoom,
    unsorted,
    posted,
    must,
    toSign,
    should: byCause(all.filter(({ finding }) => finding.level === 'SHOULD')),
    left:
      posted.length +
      (zoomMinutes[zoom] > 0 ? 1 : 0) +
      (unsorted > 0 ? 1 : 0) +
      must.length +
      toSign.length,
    minutes,
    allKnown: standings.every(({ status }) => calm.includes(status.face)),
  }
}

const toSignAt = (standings: readonly OwnStanding[]): ToSignAt[] =>
  standings
    .flatMap(({ slug, name: club, toSign = [] }) => toSign.map((each) => ({ ...each, slug, club })))
    .toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime())

const calm: readonly string[] = ['met', 'accepted', 'not_applicable']

function zoomStep(
  connections: readonly OwnConnection[],
  standings: readonly OwnStanding[],
): ZoomStep {
  const connected = connections.filter(({ state }) => state === 'connected')
  const asked = standings.some(({ status }) => status.state !== 'not_needed')
  if (connected.length === 0) {
    if (!asked) return 'none'
    return connections.length > 0 ? 'connect_again' : 'connect'
  }
  if (connected.some(({ missing }) => missing.length > 0)) return 'grant_more'
  const sees = (slug: string) =>
    connected.some(({ clubs }) => clubs.some((club) => club.slug === slug && club.shared))
  const unseen = standings.some(({ slug, status }) => status.state !== 'not_needed' && !sees(slug))
  return unseen ? 'share' : 'connected'
}

/** The same thing asked for by two clubs is one thing to do. */
function toMend<Finding extends OwnFinding>(
  standings: readonly OwnStanding<Finding>[],
): ToMend<Finding>[] {
  const found = new Map<string, ToMend<Finding>>()
  for (const { name, slug, open, sessions } of standings) {
    const seen = new Map<string, number>()
    for (const finding of open) {
      const about = `${finding.control} ${finding.session?.sessionId ?? ''}`
      const nth = (seen.get(about) ?? 0) + 1
      seen.set(about, nth)
      const there = found.get(`${about} ${nth}`)
      const session = sessions.find(({ sessionId }) => sessionId === finding.session?.sessionId)
      found.set(`${about} ${nth}`, {
        finding: there?.finding ?? finding,
        slug: there?.slug ?? slug,
        clubs: [...(there?.clubs ?? []), name],
        startsAt: there?.startsAt ?? session?.startsAt ?? null,
        alsoIn: [],
      })
    }
  }
  return [...found.values()].toSorted((a, b) => soonest(a) - soonest(b))
}

/** One thing to do for each cause, before the first session that it is in. */
function byCause<Finding extends OwnFinding>(
  things: readonly ToMend<Finding>[],
): ToMend<Finding>[] {
  const caused = things.map((thing, index) => ({
    ...(thing.finding.caused ?? alone(thing, index)),
    thing,
  }))
  return groupByCause(caused).map(({ first: { thing }, others }) => {
    const alsoIn = others.map((each) => each.thing)
    const starts = [thing, ...alsoIn].flatMap(({ startsAt }) => startsAt ?? [])
    const soonest_ms = Math.min(...starts.map((at) => at.getTime()))
    return { ...thing, alsoIn, startsAt: starts.length > 0 ? new Date(soonest_ms) : null }
  })
}

/** Of which nothing more is known: a cause of its own. */
const alone = ({ finding }: ToMend, index: number): Caused => ({
  ...{ control: finding.control, level: finding.level, subjectKind: 'user' },
  ...{ accountId: `${index}`, viaAccountId: null, accepted: false },
})

/** The next session first, then what concerns the whole account, then sessions without a time. */
const soonest = ({ startsAt, finding }: ToMend) =>
  startsAt?.getTime() ?? Number.MAX_SAFE_INTEGER - (finding.session ? 0 : 1)

/** The answer to "what have I to do?". An all clear only where all is known and in order. */
export function toDoHeadline({ left, allKnown }: ToDoList): string {
  if (left > 0) return `${counted(left, 'thing')} left to do`
  return allKnown ? 'Nothing left to do' : 'Nothing for you to do, but not all is known yet'
}
