import type { ZoomStep } from '../to-do'
import { stepsOf, type KnownStep, type Step } from './step'

/** How somebody who coaches has begun, of what is on their own page. */
export type CoachBegun = {
  readonly zoom: ZoomStep
  /** Their account was read in full at least once. */
  readonly checked: boolean
  readonly unsorted: number
  readonly toSign: number
  readonly toMend: number
  /** For how many days an account of theirs has been connected; null where none is. */
  readonly connected_days: number | null
}

/** After so many days with an account that was read, nobody is new: what comes then is daily work. */
export const beginning_days = 14

export type CoachStep = 'connect' | 'sort' | 'agree' | 'mend'

/** The first steps of somebody who coaches, as far as their clubs ask for them. */
export function coachFirstRun({ zoom, checked, ...left }: CoachBegun): Step<CoachStep>[] {
  const connected = zoom === 'connected'
  const known: KnownStep<CoachStep>[] = [
    { id: 'connect', is: connected ? 'done' : 'to_do' },
    { id: 'sort', is: connected && left.unsorted === 0 ? 'done' : 'to_do' },
    { id: 'agree', is: left.toSign === 0 ? 'done' : 'to_do' },
    // What nobody has looked at yet has nothing to mend, and is not done for all that.
    { id: 'mend', is: left.toMend > 0 ? 'to_do' : checked ? 'done' : 'waiting' },
  ]
  return stepsOf(zoom === 'none' ? known.filter(({ id }) => id === 'agree') : known)
}

/** True for who has begun: nothing of the first steps is left, or it is long ago. */
export function hasBegun(begun: CoachBegun): boolean {
  const { checked, connected_days: days } = begun
  if (checked && days !== null && days > beginning_days) return true
  return coachFirstRun(begun).every(({ state }) => state === 'done')
}
