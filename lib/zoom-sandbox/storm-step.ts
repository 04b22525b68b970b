import type { Json } from '../core/canonical-json'
import type { Treatment } from './webhooks'

/** What goes wrong with requests; what each is, faults.ts says. */
export type FaultName =
  | 'limitedUntil'
  | 'limitedASecond'
  | 'limitedToday'
  | 'limitedSilently'
  | 'limitedAsPage'
  | 'broken'
  | 'brokenAsPage'
  | 'pageInstead'
  | 'late'
  | 'trickling'
  | 'truncated'
  | 'lost'
  | 'dropped'
  | 'expiredToken'
  | 'invalidToken'
  | 'meetingNotFound'
  | 'ignored'

/** Whom a storm strikes, beside Zoom itself. */
export const crew = ['web', 'first_worker', 'second_worker'] as const

export type CrewMember = (typeof crew)[number]

/** One thing that happens, `at_ms` after the storm began. `account` counts from 0. */
export type StormStep = { readonly at_ms: number } & (
  | {
      /** The next requests of an account that `path` is about come to this. */
      readonly kind: 'fault'
      readonly account: number
      readonly method: 'GET' | 'PATCH' | 'POST'
      readonly path: string
      readonly fault: FaultName
      /** Milliseconds, bytes or a status, as the fault has it. */
      readonly amount: number
      readonly times: number
    }
  /** Somebody changes a setting, or their meeting, in Zoom. */
  | {
      readonly kind: 'setting'
      readonly account: number
      readonly path: string
      readonly value: Json
    }
  | {
      readonly kind: 'meeting'
      readonly account: number
      readonly path: string
      readonly value: Json
    }
  | { readonly kind: 'expire_access'; readonly account: number }
  /** Somebody removes the app at Zoom, which tells of it or does not. */
  | { readonly kind: 'remove_app'; readonly account: number; readonly told: boolean }
  | { readonly kind: 'event'; readonly account: number; readonly event: string }
  /** The account's moment of the day comes. */
  | { readonly kind: 'due'; readonly account: number }
  /** A person asks Touchline to mend what is open. */
  | { readonly kind: 'mend'; readonly account: number }
  /** Zoom's clock is out by so much from now on. */
  | { readonly kind: 'skew'; readonly ms: number }
  | { readonly kind: 'kill'; readonly who: CrewMember; readonly down_ms: number }
)

export type Storm = {
  readonly seed: number
  readonly accounts: number
  /** Of a club's own account. */
  readonly hosts: number
  readonly seconds: number
  /** In the order in which they happen. */
  readonly steps: readonly StormStep[]
  /** What becomes of each event on its way, in turn. */
  readonly treatment: () => Omit<Treatment, 'times'> | null
}
