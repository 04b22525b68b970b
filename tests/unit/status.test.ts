import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  coachGroup,
  coachStates,
  coachStatus,
  sortWithin_ms,
  type CoachFacts,
  type CoachState,
} from '#lib/core/coach-status'
import { freshFor_ms } from '#lib/core/freshness'
import { resultFace, sessionStatus, type SessionFacts } from '#lib/core/session-status'

const now = new Date('2026-11-25T21:00:00Z')
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000)

const good: CoachFacts = {
  left: false,
  coachesUnder18sOnline: true,
  joining: 'joined',
  connection: {
    state: 'in_force',
    lastAskedAt: hoursAgo(1),
    lastCompleteAt: hoursAgo(1),
    unsortedMeetings: 0,
    oldestUnsortedAt: null,
  },
  mustToMend: 0,
  mustAccepted: 0,
  mustUnknown: 0,
  mustJudged: 6,
  oldestCheckedAt: hoursAgo(1),
  sessionsNotChecked: 0,
}

const connection = (change: Partial<CoachFacts['connection']>): Partial<CoachFacts> => ({
  connection: { ...good.connection, ...change },
})
const none = connection({ state: 'none', lastAskedAt: null, lastCompleteAt: null })
const unread = { mustJudged: 0, oldestCheckedAt: null }

const table: [CoachState, string, Partial<CoachFacts>][] = [
  ['up_to_date', 'Up to date', {}],
  ['risk_accepted', '1 risk accepted', { mustAccepted: 1 }],
  ['to_mend', '1 thing to mend', { mustToMend: 1, mustAccepted: 1 }],
  ['left', 'Left the club', { left: true, mustToMend: 2 }],
  ['to_mend', '2 things to mend', { mustToMend: 2, mustUnknown: 1 }],
  ['to_mend', '1 thing to mend', { mustToMend: 1, ...connection({ state: 'disconnected' }) }],
  ['to_mend', '1 thing to mend', { mustToMend: 1, coachesUnder18sOnline: false, ...none }],
  ['not_needed', 'No checks needed', { coachesUnder18sOnline: false, ...none, ...unread }],
  ['up_to_date', 'Up to date', { coachesUnder18sOnline: false }],
  ['disconnected', 'Zoom is disconnected', connection({ state: 'disconnected' })],
  ['share_ended', 'No longer shared', connection({ state: 'share_ended' })],
  ['could_not_check', 'Could not check', { mustUnknown: 1 }],
  ['could_not_check', 'Could not check', connection({ lastCompleteAt: hoursAgo(40) })],
  ['could_not_check', 'Could not check', connection({ lastCompleteAt: null })],
  [
    'out_of_date',
    'Out of date',
    connection({ lastAskedAt: hoursAgo(37), lastCompleteAt: hoursAgo(37) }),
  ],
  ['out_of_date', 'Out of date', { oldestCheckedAt: hoursAgo(37) }],
  [
    'unsorted',
    '2 meetings not sorted',
    connection({ unsortedMeetings: 2, oldestUnsortedAt: hoursAgo(7 * 24) }),
  ],
  ['up_to_date', 'Up to date', connection({ unsortedMeetings: 2, oldestUnsortedAt: hoursAgo(6) })],
  ['unsorted', '1 meeting not sorted', connection({ unsortedMeetings: 1, oldestUnsortedAt: null })],
  [
    'not_checked',
    'Not checked yet',
    { ...connection({ lastAskedAt: null, lastCompleteAt: null }), ...unread },
  ],
  ['not_checked', 'Not checked yet', { sessionsNotChecked: 1 }],
  ['invitation_expired', 'Invitation ran out', { joining: 'invitation_expired', ...none }],
  ['not_connected', 'Zoom not connected', none],
  ['invited', 'Invited, not here yet', { joining: 'invited', ...none, ...unread }],
  ['not_invited', 'Not invited yet', { joining: 'not_invited', ...none, ...unread }],
]

const instant = fc.option(
  fc.integer({ min: -2, max: 20 * 24 }).map((hours) => hoursAgo(hours)),
  { nil: null },
)
const few = fc.integer({ min: 0, max: 2 })

const anyFacts: fc.Arbitrary<CoachFacts> = fc.record({
  left: fc.boolean(),
  coachesUnder18sOnline: fc.boolean(),
  joining: fc.constantFrom('joined', 'invited', 'invitation_expired', 'not_invited'),
  connection: fc.record({
    state: fc.constantFrom('none', 'in_force', 'disconnected', 'share_ended'),
    lastAskedAt: instant,
    lastCompleteAt: instant,
    unsortedMeetings: few,
    oldestUnsortedAt: instant,
  }),
  mustToMend: few,
  mustAccepted: few,
  mustUnknown: few,
  mustJudged: few,
  oldestCheckedAt: instant,
  sessionsNotChecked: few,
})

const tooLate = (at: Date | null) => at === null || now.getTime() - at.getTime() > freshFor_ms

describe('a coach', () => {
  it.each(table)('is %s (%s)', (state, words, change) => {
    expect(coachStatus({ ...good, ...change }, now)).toMatchObject({ state, words })
  })

  it('can be in every state that there is', () => {
    expect(coachStates.filter((state) => !table.some(([each]) => each === state))).toEqual([])
  })

  it('is never up to date while a MUST is unknown, late, open or unconnected, or sorting is overdue', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const { connection: zoom, ...rest } = facts
        const doubtful =
          zoom.state !== 'in_force' ||
          rest.mustToMend > 0 ||
          rest.mustUnknown > 0 ||
          rest.mustJudged === 0 ||
          rest.sessionsNotChecked > 0 ||
          tooLate(zoom.lastCompleteAt) ||
          tooLate(rest.oldestCheckedAt) ||
          (zoom.unsortedMeetings > 0 &&
            (zoom.oldestUnsortedAt === null ||
              now.getTime() - zoom.oldestUnsortedAt.getTime() >= sortWithin_ms))
        const { state, face } = coachStatus(facts, now)
        if (doubtful || rest.left) expect(state).not.toBe('up_to_date')
        if (!doubtful && !rest.left) {
          expect(state).toBe(rest.mustAccepted > 0 ? 'risk_accepted' : 'up_to_date')
        }
        expect(face === 'met').toBe(state === 'up_to_date')
      }),
      { numRuns: 5000 },
    )
  })

  it('becomes up to date by a check and never by waiting', () => {
    fc.assert(
      fc.property(anyFacts, fc.integer({ min: 0, max: 60 * 24 }), (facts, hours) => {
        const later = new Date(now.getTime() + hours * 3_600_000)
        if (coachStatus(facts, later).state !== 'up_to_date') return
        expect(coachStatus(facts, now).state).toBe('up_to_date')
      }),
    )
  })

  it('is counted as up to date only when up to date, and as nothing to do only when nothing is asked', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const status = coachStatus(facts, now)
        const group = coachGroup(status)
        expect(group === 'up_to_date').toBe(status.state === 'up_to_date')
        expect(group === 'not_needed').toBe(['left', 'not_needed'].includes(status.state))
        expect(group === 'to_mend').toBe(status.state === 'to_mend')
      }),
    )
  })
})

describe('a coming session', () => {
  const ready: SessionFacts = {
    inForce: true,
    mustNotMet: 0,
    mustAccepted: 0,
    mustUnknown: 0,
    mustJudged: 5,
    oldestCheckedAt: hoursAgo(1),
  }

  it.each<[string, string, Partial<SessionFacts>]>([
    ['ready', 'Ready', {}],
    ['risk_accepted', '2 risks accepted', { mustAccepted: 2 }],
    ['to_mend', '1 thing to mend', { mustNotMet: 1, mustUnknown: 2, inForce: false }],
    ['not_checked', 'Not checked', { mustJudged: 0, oldestCheckedAt: null }],
    ['could_not_check', 'Could not check', { mustUnknown: 1 }],
    ['could_not_check', 'Could not check', { inForce: false }],
    ['out_of_date', 'Out of date', { oldestCheckedAt: hoursAgo(37) }],
  ])('is %s (%s)', (state, words, change) => {
    expect(sessionStatus({ ...ready, ...change }, now)).toMatchObject({ state, words })
  })

  it('is ready only when everything that it must be is known, met and fresh', () => {
    const anySession = fc.record({
      inForce: fc.boolean(),
      mustNotMet: few,
      mustAccepted: few,
      mustUnknown: few,
      mustJudged: few,
      oldestCheckedAt: instant,
    })
    fc.assert(
      fc.property(anySession, (facts) => {
        const sure =
          facts.inForce &&
          facts.mustNotMet === 0 &&
          facts.mustAccepted === 0 &&
          facts.mustUnknown === 0 &&
          facts.mustJudged > 0 &&
          !tooLate(facts.oldestCheckedAt)
        expect(sessionStatus(facts, now).face === 'met').toBe(sure)
      }),
    )
  })
})

describe('a result', () => {
  it('that is met is out of date past its limit; what is not met or not known stays so', () => {
    const edge = new Date(now.getTime() - freshFor_ms)
    const late = new Date(edge.getTime() - 1)
    expect(resultFace('met', edge, now)).toBe('met')
    expect(resultFace('met', late, now)).toBe('out_of_date')
    expect(resultFace('not_applicable', late, now)).toBe('out_of_date')
    expect(resultFace('not_met', late, now)).toBe('not_met')
    expect(resultFace('could_not_check', late, now)).toBe('could_not_check')
  })
})
