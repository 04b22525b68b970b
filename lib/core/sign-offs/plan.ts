import { day_ms } from '../durations'
import { isFor, type Audience, type AudienceMember } from '../policies/audience'
import { grouped } from '../grouped'
import { asksAgainAt, renewsAt } from './renewal'
import type { KeptState } from './state'

/** A version of a policy that the club has taken as its own. */
export type AskedVersion = Audience & {
  readonly versionId: string
  readonly version: number
  readonly change: 'material' | 'minor'
  readonly inForceFrom: Date
  /** When the club took it: nobody is asked before. */
  readonly adoptedAt: Date
  readonly due_days: number
  readonly grace_days: number
}

/** A policy with the versions that the club took. */
export type AskedPolicy = {
  readonly policyId: string
  /** Nobody is asked to follow it any more. */
  readonly withdrawn: boolean
  readonly versions: readonly AskedVersion[]
}

/** A request that there is, of one policy. */
export type KeptRequest = {
  readonly requestId: string
  readonly coachId: string
  readonly versionId: string
  readonly state: KeptState
  readonly dueAt: Date
  readonly graceUntil: Date
  /** When it was signed, or ended otherwise. */
  readonly endedAt: Date | null
}

/** Somebody on the register, and since when they can be asked; null where they have not joined. */
export type Askable = AudienceMember & {
  readonly coachId: string
  readonly joinedAt: Date | null
}

export type Ask = {
  readonly coachId: string
  /** Both null where it is the drill, whose words come with the product. */
  readonly policyId: string | null
  readonly versionId: string | null
  readonly words: string | null
  readonly dueAt: Date
  readonly graceUntil: Date
  /** They have a login, so that it reaches them. */
  readonly sent: boolean
}

export type Plan = {
  readonly ask: readonly Ask[]
  readonly supersede: readonly string[]
  readonly withdraw: readonly string[]
  /** Asked before they joined: it reaches them now, and their time begins. */
  readonly send: readonly (Pick<Ask, 'dueAt' | 'graceUntil'> & { readonly requestId: string })[]
}

/** The version that holds: the newest that the club took and that is in force. */
export function versionInForce(
  { versions, withdrawn }: AskedPolicy,
  now: Date,
): AskedVersion | undefined {
  if (withdrawn) return undefined
  return versions
    .filter(({ inForceFrom }) => inForceFrom <= now)
    .toSorted((a, b) => b.version - a.version)[0]
}

/**
 * True where who agreed to `signed` need not be asked again for `current`: it is the same, or
 * nothing that came after it and holds was material.
 */
export const stillCovers = (
  versions: readonly AskedVersion[],
  signed: AskedVersion,
  current: AskedVersion,
): boolean =>
  signed.version >= current.version ||
  !versions.some(
    ({ version, change }) =>
      change === 'material' && version > signed.version && version <= current.version,
  )

/**
 * A version has in it what those changed that the club passed over: whoever agreed to the one before
 * is asked again for what is material of any of them.
 */
export const withPassedOver = <Version extends Pick<AskedVersion, 'version' | 'change'>>(
  taken: readonly Version[],
  all: readonly Pick<AskedVersion, 'version' | 'change'>[],
): Version[] =>
  taken.map((each) => {
    const older = taken.map(({ version }) => version).filter((one) => one < each.version)
    const before = Math.max(0, ...older)
    const isMaterial = all.some(
      ({ version, change }) => change === 'material' && version > before && version <= each.version,
    )
    return isMaterial ? { ...each, change: 'material' } : each
  })

/** When it is due and late for who is asked now: by what the version says, from its first day on. */
export function dueOf(
  { due_days, grace_days, inForceFrom }: AskedVersion,
  now: Date,
): Pick<Ask, 'dueAt' | 'graceUntil'> {
  const from_ms = Math.max(inForceFrom.getTime(), now.getTime())
  const dueAt = new Date(from_ms + due_days * day_ms)
  return { dueAt, graceUntil: new Date(dueAt.getTime() + grace_days * day_ms) }
}

const isOpen = ({ state }: KeptRequest) =>
  state === 'not_sent' || state === 'sent' || state === 'opened' || state === 'declined'

/**
 * What is to be done so that everybody is asked for what holds, and for nothing else. Done once,
 * a second plan is empty. `requests` are all of this policy. With `renewal_months` who signed so
 * long ago is asked again, in time for the day on which that ends.
 */
export function planOf(
  policy: AskedPolicy,
  people: readonly Askable[],
  requests: readonly KeptRequest[],
  now: Date,
  renewal_months: number | null = null,
): Plan {
  const current = versionInForce(policy, now)
  const asked = new Map(
    people.flatMap((each) =>
      current && isFor(current, each) ? [[each.coachId, each] as const] : [],
    ),
  )
  const open = requests.filter(isOpen)
  const ended = open.filter(({ coachId }) => !asked.has(coachId))
  if (!current) return { ...nothing, withdraw: ended.map(({ requestId }) => requestId) }
  const byCoach = grouped(requests, ({ coachId }) => coachId)
  const parts = [...asked.values()].map((person) =>
    planOfPerson(
      { policy, current, now, renewal_months },
      person,
      byCoach.get(person.coachId) ?? [],
    ),
  )
  return {
    ask: parts.flatMap(({ ask }) => ask),
    supersede: parts.flatMap(({ supersede }) => supersede),
    send: parts.flatMap(({ send }) => send),
    withdraw: ended.map(({ requestId }) => requestId),
  }
}

const nothing: Plan = { ask: [], supersede: [], withdraw: [], send: [] }

/** How many changes a plan is. */
export const sizeOf = ({ ask, supersede, withdraw, send }: Plan): number =>
  ask.length + supersede.length + withdraw.length + send.length

/**
 * As much of a plan as so many changes are. Who is asked anew is asked before their older request
 * is superseded: a later plan still finds by when that was due, and supersedes it.
 */
export function firstOf(plan: Plan, size_max: number): Plan {
  let room = Math.max(0, size_max)
  const take = <Item>(items: readonly Item[]): Item[] => {
    const taken = items.slice(0, room)
    room -= taken.length
    return taken
  }
  return {
    withdraw: take(plan.withdraw),
    send: take(plan.send),
    ask: take(plan.ask),
    supersede: take(plan.supersede),
  }
}

type Holding = {
  policy: AskedPolicy
  current: AskedVersion
  now: Date
  renewal_months: number | null
}

/** Until when what somebody signed counts: `ends` is null for ever; null where nothing of it covers. */
function coveredUntil(
  { policy, current, renewal_months }: Holding,
  own: readonly KeptRequest[],
): { readonly ends: Date | null } | null {
  const byId = new Map(policy.versions.map((each) => [each.versionId, each]))
  const covering = own.filter(({ state, versionId }) => {
    const signed = state === 'acknowledged' ? byId.get(versionId) : undefined
    return signed !== undefined && stillCovers(policy.versions, signed, current)
  })
  const last = covering.map(({ endedAt }) => endedAt?.getTime() ?? 0).toSorted((a, b) => b - a)[0]
  return last === undefined ? null : { ends: renewsAt(new Date(last), renewal_months) }
}

function planOfPerson(holding: Holding, person: Askable, own: readonly KeptRequest[]): Plan {
  const { policy, current, now } = holding
  const byId = new Map(policy.versions.map((each) => [each.versionId, each]))
  const signed = coveredUntil(holding, own)
  const ends = signed?.ends ?? null
  const covered = signed !== null && (ends === null || now < asksAgainAt(ends, current.due_days))
  const older = own.filter((each) => isOpen(each) && each.versionId !== current.versionId)
  const supersede = older.map(({ requestId }) => requestId)
  const there = own.find((each) => isOpen(each) && each.versionId === current.versionId)
  if (covered) {
    return { ...nothing, supersede: there ? [...supersede, there.requestId] : supersede }
  }
  // Who said no to what still holds is not asked once more for its commas.
  const saidNo = older.some(({ state, versionId }) => {
    const refused = state === 'declined' ? byId.get(versionId) : undefined
    return refused !== undefined && stillCovers(policy.versions, refused, current)
  })
  if (saidNo && !there) return nothing
  const term = notBefore(termFrom(policy, current, older, now), ends, current)
  const { coachId, joinedAt } = person
  const sent = joinedAt !== null
  if (!there) {
    const { policyId } = policy
    const { versionId } = current
    return {
      ...nothing,
      supersede,
      ask: [{ coachId, policyId, versionId, words: null, ...term, sent }],
    }
  }
  const send = there.state === 'not_sent' && sent
  return {
    ...nothing,
    supersede,
    send: send ? [{ requestId: there.requestId, ...dueOf(current, now) }] : [],
  }
}

/** What is signed again is due no sooner than the older one ends. */
const notBefore = (
  term: Pick<Ask, 'dueAt' | 'graceUntil'>,
  ends: Date | null,
  { grace_days }: AskedVersion,
): Pick<Ask, 'dueAt' | 'graceUntil'> =>
  ends === null || ends <= term.dueAt
    ? term
    : { dueAt: ends, graceUntil: new Date(ends.getTime() + grace_days * day_ms) }

/**
 * A newer text that changes nothing of weight gives no new time: the day of what they still had to
 * read stays. One that does begins anew.
 */
function termFrom(
  { versions }: AskedPolicy,
  current: AskedVersion,
  older: readonly KeptRequest[],
  now: Date,
): Pick<Ask, 'dueAt' | 'graceUntil'> {
  const before = older
    .filter(({ state, versionId }) => {
      const version = versions.find((each) => each.versionId === versionId)
      return state !== 'not_sent' && version && stillCovers(versions, version, current)
    })
    .toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime())[0]
  return before ? { dueAt: before.dueAt, graceUntil: before.graceUntil } : dueOf(current, now)
}
