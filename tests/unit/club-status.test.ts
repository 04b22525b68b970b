import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clubStates, clubStatus, type ClubFacts, type ClubState } from '#lib/core/club-status'
import {
  clubGroup,
  clubGroups,
  clubsBeneath,
  clubsHeadline,
  clubTotal,
  type ClubCounts,
} from '#lib/core/clubs-headline'

const now = new Date('2026-11-25T21:00:00Z')
const after = (minutes: number) => new Date(now.getTime() + minutes * 60_000)

const fine: ClubFacts = {
  coaches: 3,
  coachesNotConnected: 0,
  coachesNotKnown: 0,
  coachesUnsorted: 0,
  blocking: 0,
  oldestDueAt: null,
  acceptedBlocking: 0,
  couldNotCheck: 0,
  met: 20,
  goodUntil: after(1),
}

const table: [ClubState, string, Partial<ClubFacts>][] = [
  ['up_to_date', 'Meets every MUST', {}],
  ['falls_short', '1 thing to mend', { blocking: 1, couldNotCheck: 1 }],
  ['falls_short', '5 things to mend', { blocking: 5, goodUntil: after(-9000) }],
  ['blocks_affiliation', 'Blocks affiliation', { blocking: 2, oldestDueAt: now }],
  ['falls_short', '2 things to mend', { blocking: 2, oldestDueAt: after(1) }],
  ['risk_accepted', '1 risk accepted', { acceptedBlocking: 1 }],
  ['out_of_date', 'Out of date', { acceptedBlocking: 1, goodUntil: now }],
  ['no_coaches', 'No coaches yet', { coaches: 0 }],
  ['could_not_check', 'Could not check', { couldNotCheck: 1, coachesNotConnected: 1 }],
  ['not_connected', '1 coach not connected', { coachesNotConnected: 1 }],
  ['not_checked', 'Not checked yet', { goodUntil: null }],
  ['not_checked', 'Not checked yet', { met: 0 }],
  ['not_checked', 'Not checked yet', { goodUntil: null, coachesNotKnown: 1 }],
  ['partly_checked', '1 coach not fully checked', { coachesNotKnown: 1, coachesUnsorted: 1 }],
  ['partly_checked', '2 coaches not fully checked', { coachesNotKnown: 2, goodUntil: now }],
  ['out_of_date', 'Out of date', { goodUntil: now }],
]

const few = fc.integer({ min: 0, max: 2 })
const anyFacts: fc.Arbitrary<ClubFacts> = fc.record({
  coaches: few,
  coachesNotConnected: few,
  coachesNotKnown: few,
  coachesUnsorted: few,
  blocking: few,
  oldestDueAt: fc.option(fc.integer({ min: -90, max: 90 }).map(after), { nil: null }),
  acceptedBlocking: few,
  couldNotCheck: few,
  met: few,
  goodUntil: fc.option(fc.integer({ min: -90, max: 90 }).map(after), { nil: null }),
})

describe('a club', () => {
  it.each(table)('is %s (%s)', (state, words, change) => {
    expect(clubStatus({ ...fine, ...change }, now)).toMatchObject({ state, words })
  })

  it('can be in every state that there is', () => {
    expect(clubStates.filter((state) => !table.some(([each]) => each === state))).toEqual([])
  })

  it('meets every MUST only where all of it is known, met and in time; only then is it green', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const sure =
          facts.coaches > 0 &&
          facts.coachesNotConnected === 0 &&
          facts.coachesNotKnown === 0 &&
          facts.blocking === 0 &&
          facts.acceptedBlocking === 0 &&
          facts.couldNotCheck === 0 &&
          facts.met > 0 &&
          facts.goodUntil !== null &&
          facts.goodUntil > now
        const { state, face } = clubStatus(facts, now)
        expect(state === 'up_to_date').toBe(sure)
        expect(face === 'met').toBe(sure)
        expect(clubGroup(state) === 'up_to_date').toBe(sure)
      }),
      { numRuns: 3000 },
    )
  })

  it('gets no better by waiting', () => {
    fc.assert(
      fc.property(anyFacts, fc.integer({ min: 0, max: 9000 }), (facts, minutes) => {
        if (clubStatus(facts, after(minutes)).state === 'up_to_date') {
          expect(clubStatus(facts, now).state).toBe('up_to_date')
        }
      }),
    )
  })
})

const none: ClubCounts = {
  falls_short: 0,
  could_not_check: 0,
  out_of_date: 0,
  not_known: 0,
  risk_accepted: 0,
  up_to_date: 0,
}
const anyCounts: fc.Arbitrary<ClubCounts> = fc.record({
  falls_short: few,
  could_not_check: few,
  out_of_date: few,
  not_known: few,
  risk_accepted: few,
  up_to_date: few,
})

describe('the headline of a list of clubs', () => {
  it.each<[string, Partial<ClubCounts>]>([
    ['96 of 2,014 clubs fall short tonight', { falls_short: 96, up_to_date: 1918 }],
    ['1 of 3 clubs falls short tonight', { falls_short: 1, not_known: 2 }],
    ['1 of 1 club falls short tonight', { falls_short: 1 }],
    ['We do not know about 2 of 5 clubs', { not_known: 1, out_of_date: 1, up_to_date: 3 }],
    ['1 of 4 clubs has a risk that was accepted', { risk_accepted: 1, up_to_date: 3 }],
    ['All 2,014 clubs meet every MUST', { up_to_date: 2014 }],
    ['The one club here meets every MUST', { up_to_date: 1 }],
    ['No clubs here yet', {}],
  ])('is %s', (words, counts) => {
    expect(clubsHeadline({ ...none, ...counts }, now)).toBe(words)
  })

  it('says today by day and tonight by night, by the clock of the United Kingdom', () => {
    const at = (time: string) =>
      clubsHeadline({ ...none, falls_short: 2 }, new Date(`2026-07-01T${time}Z`))
        .split(' ')
        .at(-1)
    expect(['02:59', '03:00', '15:59', '16:00'].map(at)).toEqual([
      'tonight',
      'today',
      'today',
      'tonight',
    ])
  })

  it('is an all clear only where every club was found in order', () => {
    fc.assert(
      fc.property(anyCounts, (counts) => {
        const allClear = clubTotal(counts) > 0 && counts.up_to_date === clubTotal(counts)
        const said = [clubsHeadline(counts, now), ...clubsBeneath(counts)].join(' ')
        expect(/^(All|The one)/.test(said)).toBe(allClear)
        const unknown = counts.could_not_check + counts.out_of_date + counts.not_known
        expect(/do not know/.test(said)).toBe(unknown > 0)
      }),
    )
  })

  it('is followed by what it leaves out', () => {
    const counts = { ...none, falls_short: 96, could_not_check: 76, up_to_date: 1842 }
    expect(clubsBeneath(counts)).toEqual([
      '76 more could not be checked, so we do not know.',
      '1,842 meet every MUST.',
    ])
    expect(clubsBeneath({ ...none, out_of_date: 1, not_known: 2 })).toEqual([
      '1 is out of date and 2 are not fully checked, so we do not know.',
    ])
    expect(clubsBeneath({ ...none, up_to_date: 4 })).toEqual([])
  })

  it('has a group for every state', () => {
    expect(new Set(clubStates.map(clubGroup))).toEqual(new Set(clubGroups))
  })
})
