import { rateLabelOf } from '#lib/zoom/rate-limits'
import type { ChooseFault, FaultyRequest } from '#lib/zoom-sandbox/failures'
import { faults } from '#lib/zoom-sandbox/faults'
import type { Fault } from '#lib/zoom-sandbox/state'
import type { StormStep } from '#lib/zoom-sandbox/storm-step'

export type FaultStep = Extract<StormStep, { kind: 'fault' }>

type Waiting = { readonly userId: string; readonly step: FaultStep; left: number }

export type Trouble = {
  /** The account's next requests of this kind come to this. */
  add(userId: string, step: FaultStep): void
  readonly choose: ChooseFault
  /** How often each was given, by name. */
  readonly given: Record<string, number>
  /** So many 429 that the storm gave, and not the limits. */
  refusals(): number
  /** The most that were asked of one user in one second, by plan and Zoom's class of request. */
  readonly busiest: Record<string, number>
  /** How often anything was to be changed in Zoom, with a token that was good. */
  changes(): number
}

/** Gives each fault to the requests that it is for, and counts all that Zoom is asked. */
export function newTrouble(planOf: (userId: string) => string): Trouble {
  const waiting: Waiting[] = []
  const given: Record<string, number> = {}
  const busiest: Record<string, number> = {}
  const seconds = new Map<string, number>()
  let refusals = 0
  let changes = 0
  const note = ({ userId, path, method }: FaultyRequest) => {
    // Without a token that is good nothing is asked.
    if (userId === null || !path.startsWith('/v2/')) return
    if (method === 'PATCH') changes += 1
    const [bare = ''] = path.slice('/v2'.length).split('?')
    const kind = rateLabelOf(bare)
    const key = `${userId} ${kind} ${Math.floor(Date.now() / 1000)}`
    const times = (seconds.get(key) ?? 0) + 1
    seconds.set(key, times)
    const of = `${planOf(userId)} ${kind}`
    busiest[of] = Math.max(busiest[of] ?? 0, times)
  }
  return {
    given,
    busiest,
    refusals: () => refusals,
    changes: () => changes,
    add: (userId, step) => void waiting.push({ userId, step, left: step.times }),
    choose: (request) => {
      note(request)
      const next = waiting.find((each) => isFor(each, request))
      if (!next) return null
      next.left -= 1
      const { fault } = next.step
      given[fault] = (given[fault] ?? 0) + 1
      const chosen = faultOf(next.step)
      if (chosen.status === 429) refusals += 1
      return chosen
    },
  }
}

const isFor = ({ left, userId, step }: Waiting, request: FaultyRequest) =>
  left > 0 &&
  userId === request.userId &&
  step.method === request.method &&
  new RegExp(step.path).test(request.path)

function faultOf({ fault, amount }: FaultStep): Partial<Fault> {
  if (fault === 'limitedUntil') return faults.limitedUntil(new Date(Date.now() + amount))
  return faults[fault](amount)
}
