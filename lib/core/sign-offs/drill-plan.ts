import { day_ms } from '../durations'
import { drill } from './checklists'
import type { Askable, Plan } from './plan'
import { yearAfter } from './renewal'
import { openStates, type KeptState } from './state'

/** How long somebody has for the drill, and how long after that it is only late. */
const due_days = 28
const grace_days = 14

export type DrillRequest = {
  readonly id: string
  readonly coachId: string
  readonly state: KeptState
  /** When it was signed, or ended otherwise. */
  readonly endedAt: Date | null
}

type Repeating = { readonly begin?: boolean; readonly ends?: (at: Date) => Date }

const isOpen = ({ state }: DrillRequest) => openStates.some((each) => each === state)

/**
 * What is to be done so that everybody does the drill once a year. Nobody is asked at a club that
 * has never begun: `requests` is empty there. `begin` is for the officer who begins it; `ends` says
 * until when one counts that was done at a moment.
 */
export function drillPlan(
  people: readonly Askable[],
  requests: readonly DrillRequest[],
  now: Date,
  { begin = false, ends = yearAfter }: Repeating = {},
): Plan {
  const here = new Set(people.map(({ coachId }) => coachId))
  const gone = requests.filter((each) => isOpen(each) && !here.has(each.coachId))
  const joined = new Set(people.flatMap((each) => (each.joinedAt ? each.coachId : [])))
  const unsent = requests.filter((each) => each.state === 'not_sent' && joined.has(each.coachId))
  const dueAt = new Date(now.getTime() + due_days * day_ms)
  const graceUntil = new Date(dueAt.getTime() + grace_days * day_ms)
  const settled = new Set(
    requests.flatMap((each) =>
      isOpen(each) || (each.state === 'acknowledged' && each.endedAt && ends(each.endedAt) > now)
        ? each.coachId
        : [],
    ),
  )
  const asks = begin || requests.length > 0
  return {
    supersede: [],
    withdraw: gone.map(({ id }) => id),
    send: unsent.map(({ id: requestId }) => ({ requestId, dueAt, graceUntil })),
    ask: people
      .filter(({ coachId }) => asks && !settled.has(coachId))
      .map(({ coachId, joinedAt }) => ({
        ...{ coachId, policyId: null, versionId: null, words: drill.words },
        ...{ dueAt, graceUntil, sent: joinedAt !== null },
      })),
  }
}
