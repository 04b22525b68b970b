import type { ClubState } from './club-status'
import { counted, formatTime } from './dates'

/** What a body asks of its list of clubs; in this order it is shown, the worst first. */
export const clubGroups = [
  'falls_short',
  'could_not_check',
  'out_of_date',
  'not_known',
  'risk_accepted',
  'up_to_date',
] as const

export type ClubGroup = (typeof clubGroups)[number]

/** Of a club that has no coaches, or not all of whose coaches are connected and checked, not all is known. */
const groupOfState: Readonly<Record<ClubState, ClubGroup>> = {
  blocks_affiliation: 'falls_short',
  falls_short: 'falls_short',
  no_coaches: 'not_known',
  could_not_check: 'could_not_check',
  not_connected: 'not_known',
  not_checked: 'not_known',
  partly_checked: 'not_known',
  out_of_date: 'out_of_date',
  risk_accepted: 'risk_accepted',
  up_to_date: 'up_to_date',
}

export const clubGroup = (state: ClubState): ClubGroup => groupOfState[state]

/** How many clubs are in each group; 0 where none is. */
export type ClubCounts = Readonly<Record<ClubGroup, number>>

/** How many clubs there are in all. */
export const clubTotal = (counts: ClubCounts) =>
  clubGroups.reduce((sum, group) => sum + counts[group], 0)

const evening_hour = 17
const morning_hour = 4

/** `tonight` from five in the evening to four in the morning, else `today`, in the United Kingdom. */
function thisPartOfDay(now: Date): string {
  const hour = Number(formatTime(now).slice(0, 2))
  return hour >= evening_hour || hour < morning_hour ? 'tonight' : 'today'
}

/**
 * The answer to "are our clubs safe?" in one line. Says that all is well only where every club was
 * checked, in time, and met every MUST.
 */
export function clubsHeadline(counts: ClubCounts, now: Date): string {
  const total = clubTotal(counts)
  if (total === 0) return 'No clubs here yet'
  const short = counts.falls_short
  if (short > 0) {
    return `${ofClubs(short, total)} ${short === 1 ? 'falls' : 'fall'} short ${thisPartOfDay(now)}`
  }
  const unknown = total - counts.up_to_date - counts.risk_accepted
  if (unknown > 0) return `We do not know about ${ofClubs(unknown, total)}`
  if (counts.risk_accepted > 0) {
    return `${ofClubs(counts.risk_accepted, total)} ${counts.risk_accepted === 1 ? 'has' : 'have'} a risk that was accepted`
  }
  return total === 1
    ? 'The one club here meets every MUST'
    : `All ${counted(total, 'club')} meet every MUST`
}

const ofClubs = (count: number, total: number) =>
  `${count.toLocaleString('en-GB')} of ${counted(total, 'club')}`

/** What the headline leaves out, in sentences; empty where it says it all. */
export function clubsBeneath(counts: ClubCounts): string[] {
  const unknown = [
    { count: counts.could_not_check, one: 'could not be checked', many: 'could not be checked' },
    { count: counts.out_of_date, one: 'is out of date', many: 'are out of date' },
    { count: counts.not_known, one: 'is not fully checked', many: 'are not fully checked' },
  ]
    .filter(({ count }) => count > 0)
    .map(({ count, one, many }, index) => {
      const more = index === 0 && counts.falls_short > 0 ? ' more' : ''
      return `${count.toLocaleString('en-GB')}${more} ${count === 1 ? one : many}`
    })
  const met = counts.up_to_date
  const accepted = counts.risk_accepted
  const risk = `${accepted.toLocaleString('en-GB')} ${accepted === 1 ? 'has' : 'have'} a risk that was accepted.`
  const meets = `${met.toLocaleString('en-GB')} ${met === 1 ? 'meets' : 'meet'} every MUST.`
  return [
    ...(unknown.length > 0 ? [`${inARow.format(unknown)}, so we do not know.`] : []),
    ...(accepted > 0 && accepted + met < clubTotal(counts) ? [risk] : []),
    ...(met > 0 && met < clubTotal(counts) ? [meets] : []),
  ]
}

const inARow = new Intl.ListFormat('en-GB', { type: 'conjunction' })
