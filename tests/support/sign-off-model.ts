/**
 * What asking and signing come to, as simply as it can be said: no database, no worker, no time of
 * its own. A test does the same to it and to the product, and compares.
 */

export type Version = {
  readonly id: string
  readonly number: number
  readonly material: boolean
  /** False for a version that is for nobody on these registers. */
  readonly forCoaches: boolean
  readonly from: Date
}

export type Policy = {
  readonly id: string
  /** The club whose own it is; null where it comes from above. */
  readonly club: number | null
  readonly versions: Version[]
  withdrawn: boolean
}

/** Somebody's row on the register of a club: whoever comes back has a new one. */
export type Row = {
  readonly coachId: string
  readonly club: number
  readonly person: number
  joined: boolean
  left: boolean
}

type State =
  'not_sent' | 'sent' | 'opened' | 'acknowledged' | 'declined' | 'superseded' | 'withdrawn'

export type Request = {
  readonly row: Row
  readonly policy: Policy
  readonly version: Version
  state: State
  dueAt: Date
}

export type Model = {
  readonly policies: Policy[]
  readonly rows: Row[]
  readonly requests: Request[]
  /** What each club said yes to, as `club version`. */
  readonly adopted: Set<string>
}

const day_ms = 24 * 60 * 60 * 1000
export const due_days = 28

export const newModel = (): Model => ({
  policies: [],
  rows: [],
  requests: [],
  adopted: new Set(),
})

export const isOpen = ({ state }: Request) =>
  ['not_sent', 'sent', 'opened', 'declined'].includes(state)

export const newest = ({ versions }: Policy): Version | undefined => versions.at(-1)

export const saidYes = (model: Model, club: number, version: Version) =>
  model.adopted.has(`${club} ${version.id}`)

/** What holds at a club: its own as it says, from above what it said yes to, and small changes of that. */
export function holdsAt(
  model: Model,
  club: number,
  policy: Policy,
  now: Date,
): Version | undefined {
  if (policy.withdrawn) return undefined
  let yes = false
  let holds: Version | undefined
  for (const version of policy.versions) {
    yes = policy.club !== null || saidYes(model, club, version) || (yes && !version.material)
    if (yes && version.from <= now) holds = version
  }
  return holds
}

/** Nothing of weight came between the one and the other. */
const covers = ({ versions }: Policy, one: Version, other: Version) =>
  !versions.some(
    ({ number, material }) => material && number > one.number && number <= other.number,
  )

/** Everybody at a club is asked for what holds there now, and for nothing else. */
export function askAll(model: Model, club: number, now: Date): void {
  for (const policy of model.policies) {
    if (policy.club !== null && policy.club !== club) continue
    const holds = holdsAt(model, club, policy, now)
    for (const row of model.rows) {
      if (row.club === club) askOne(model, { row, policy, holds, now })
    }
  }
}

type Asking = { row: Row; policy: Policy; holds: Version | undefined; now: Date }

function askOne(model: Model, { row, policy, holds, now }: Asking): void {
  const theirs = model.requests.filter((each) => each.row === row && each.policy === policy)
  const open = theirs.filter(isOpen)
  if (!holds?.forCoaches || row.left) return end(open, 'withdrawn')
  const settles = (state: State) =>
    theirs.some((each) => each.state === state && covers(policy, each.version, holds))
  if (settles('acknowledged')) return end(open, 'superseded')
  const there = open.find(({ version }) => version === holds)
  const fresh = new Date(Math.max(+now, +holds.from) + due_days * day_ms)
  if (there) {
    if (there.state === 'not_sent' && row.joined)
      Object.assign(there, { state: 'sent', dueAt: fresh })
    return
  }
  if (settles('declined')) return
  // Small changes give no new time to who has not read it yet.
  const before = open.find(
    ({ state, version }) => state !== 'not_sent' && covers(policy, version, holds),
  )
  end(open, 'superseded')
  const state = row.joined ? 'sent' : 'not_sent'
  model.requests.push({ row, policy, version: holds, state, dueAt: before?.dueAt ?? fresh })
}

function end(open: readonly Request[], state: State): void {
  for (const request of open) request.state = state
}

type Answer = 'done' | 'conflict' | 'not_found'

const isHere = ({ row }: Request) => row.joined && !row.left

/** What somebody hears who opens, signs, declines or asks about a request of theirs, and what it does. */
export const answers = {
  open(_model: Model, request: Request): Answer {
    if (!isHere(request)) return 'not_found'
    if (request.state === 'sent') request.state = 'opened'
    return 'done'
  },
  sign(model: Model, request: Request, now: Date): Answer {
    if (!isHere(request)) return 'not_found'
    if (request.state === 'acknowledged') return 'done'
    const holds = holdsAt(model, request.row.club, request.policy, now)
    if (request.state === 'not_sent' || !isOpen(request) || holds !== request.version)
      return 'conflict'
    request.state = 'acknowledged'
    return 'done'
  },
  decline(_model: Model, request: Request): Answer {
    if (!isHere(request)) return 'not_found'
    if (request.state !== 'sent' && request.state !== 'opened') return 'conflict'
    request.state = 'declined'
    return 'done'
  },
  question(_model: Model, request: Request): Answer {
    if (!isHere(request)) return 'not_found'
    return request.state === 'withdrawn' || request.state === 'superseded' ? 'conflict' : 'done'
  },
} as const

/** What a club hears that says yes to a version from above, and what it does. */
export function adopt(model: Model, club: number, policy: Policy, version: Version): Answer {
  if (saidYes(model, club, version)) return 'done'
  if (policy.withdrawn || newest(policy) !== version) return 'conflict'
  model.adopted.add(`${club} ${version.id}`)
  return 'done'
}

/** Each request in a line, in no order of its own. */
export const linesOf = ({ requests }: Model): string[] =>
  requests
    .map(({ row, policy, version, state, dueAt }) =>
      [row.coachId, policy.id, version.number, state, dueAt.toISOString()].join(' '),
    )
    .toSorted()
