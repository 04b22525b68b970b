import type { RateLabel } from './rate-limits'

/** A place to ask Zoom in, or when to come for one. */
export type Place = { readonly ok: true } | { readonly ok: false; readonly at: Date }

/** How often one Zoom account may be asked, whoever asks. See lib/zoom-budgets/account-budget.ts. */
export type Budget = {
  /** Waits for a place, `wait_max_ms` at the most. */
  place(label: RateLabel, wait_max_ms: number): Promise<Place>
  /** Zoom said that it was asked too often: nobody asks about this account before. */
  quiet(until: Date): Promise<void>
}
