import type { ClubGroup } from '#lib/core/clubs-headline'
import type { Face } from '#lib/core/status'

/** How a group of clubs is named after its number, and the face it wears. */
export const groupFaces: Readonly<
  Record<ClubGroup, { face: Exclude<Face, 'not_applicable'>; words: (count: number) => string }>
> = {
  falls_short: { face: 'not_met', words: (count) => (count === 1 ? 'falls short' : 'fall short') },
  could_not_check: { face: 'could_not_check', words: () => 'could not be checked' },
  out_of_date: { face: 'out_of_date', words: () => 'out of date' },
  not_known: { face: 'not_checked', words: () => 'not fully checked' },
  risk_accepted: { face: 'accepted', words: () => 'with a risk accepted' },
  up_to_date: {
    face: 'met',
    words: (count) => (count === 1 ? 'meets every MUST' : 'meet every MUST'),
  },
}
