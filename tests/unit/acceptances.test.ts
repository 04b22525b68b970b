import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  acceptanceEndReasons,
  acceptanceStates,
  isAccepted,
  liveAcceptances,
  mayTake,
} from '#lib/core/acceptances/acceptance'
import {
  acceptanceLimit,
  endingSoonAt,
  lastDay,
  mayAccept,
} from '#lib/core/acceptances/acceptance-limit'
import { endWords } from '#lib/core/acceptances/end-words'
import { alsoWords, causesWords } from '#lib/core/cause-words'
import { endOfDay } from '#lib/core/dates'
import { announcedFrom } from '#lib/core/profiles/announced-from'
import { builtInProfiles } from '#lib/core/profiles/built-in-profiles'
import type { Profile } from '#lib/core/profiles/profile'
import { isSaidRule } from '#lib/core/rules/rule-ids'

const now = new Date('2026-11-25T18:00:00Z')
const inDays = (days: number) => new Date(now.getTime() + days * 24 * 60 * 60 * 1000)

const rules: Profile = {
  ...{ id: 'own', version: 1, name: 'Own' },
  controls: {
    Z02: { level: 'MUST', parameters: {} },
    Z09: { level: 'SHOULD', parameters: {}, acceptance: { longest_days: 30 } },
    Z17: { level: 'SHOULD', parameters: {}, countsFrom: '2027-02-01' },
  },
}

describe('for how long a risk may be accepted', () => {
  it('is what the rules say, and not at all where they say nothing', () => {
    expect(acceptanceLimit(rules, 'Z09')).toBe(30)
    for (const control of ['Z02', 'Z05', 'M02', 'toString']) {
      expect(acceptanceLimit(rules, control), control).toBeNull()
      expect(mayAccept(rules, control, now, inDays(1)), control).toBe(false)
      expect(mayAccept(rules, control, now, now), control).toBe(false)
    }
    expect(mayAccept(rules, 'Z09', now, inDays(30))).toBe(true)
    expect(mayAccept(rules, 'Z09', now, new Date(inDays(30).getTime() + 1))).toBe(false)
  })

  it('is advice only that Zoom tells of, in the rules that come with us', () => {
    const [builtIn] = builtInProfiles
    for (const [control, { level, acceptance }] of Object.entries(builtIn.controls)) {
      const isFound = !isSaidRule(control)
      expect(acceptance !== undefined, control).toBe(isFound && level === 'SHOULD')
    }
  })

  it('lets the last day be asked for at any hour, in summer and winter, and not the next', () => {
    const hour = fc.integer({ min: 0, max: 24 * 730 })
    fc.assert(
      fc.property(hour, (hours) => {
        const at = new Date(Date.parse('2026-01-01T00:30:00Z') + hours * 60 * 60 * 1000)
        expect(mayAccept(rules, 'Z09', at, endOfDay(lastDay(30, at)))).toBe(true)
      }),
    )
    expect(lastDay(30, now)).toBe('2026-12-24')
  })
})

describe('a day in the United Kingdom', () => {
  it.each([
    ['2026-11-25', '2026-11-26T00:00:00Z'],
    ['2026-07-01', '2026-07-01T23:00:00Z'],
    ['2026-03-28', '2026-03-29T00:00:00Z'],
    ['2026-03-29', '2026-03-29T23:00:00Z'],
    ['2026-10-24', '2026-10-24T23:00:00Z'],
    ['2026-10-25', '2026-10-26T00:00:00Z'],
  ])('%s is over at %s', (day, end) => {
    expect(endOfDay(day)).toEqual(new Date(end))
  })
})

describe('an accepted risk', () => {
  it('is said to end a week before it does, where it is as long as that', () => {
    expect(endingSoonAt(now, inDays(21))).toEqual(inDays(14))
    expect(endingSoonAt(now, inDays(7))).toBeNull()
    expect(endingSoonAt(now, inDays(3))).toBeNull()
  })

  it('counts until its day, and not on it', () => {
    expect(isAccepted(inDays(1), now)).toBe(true)
    expect(isAccepted(now, now)).toBe(false)
    expect(isAccepted(null, now)).toBe(false)
  })

  it('ends by itself while it is live, and says why in a sentence', () => {
    expect(acceptanceStates.filter((state) => liveAcceptances.includes(state))).toEqual([
      'requested',
      'approved',
    ])
    const words = acceptanceEndReasons.map(endWords)
    expect(new Set(words).size).toBe(acceptanceEndReasons.length)
    for (const each of words) expect(each).toMatch(/^[A-Z].*\.$/)
  })

  it('may be decided on once, and taken back while it is live', () => {
    const steps = ['approve', 'refuse', 'withdraw'] as const
    const taken = acceptanceStates.map((state) => [
      state,
      steps.filter((step) => mayTake(state, step)),
    ])
    expect(Object.fromEntries(taken)).toEqual({
      requested: ['approve', 'refuse', 'withdraw'],
      approved: ['withdraw'],
      ...{ refused: [], withdrawn: [], ended: [] },
    })
  })
})

describe('what is announced and what is the same, in words', () => {
  it('knows from when each announced rule counts', () => {
    expect([...announcedFrom(rules)]).toEqual([['Z17', new Date('2027-02-01T00:00:00Z')]])
  })

  it('says one thing to mend, in forty places', () => {
    const [session, account] = [{ session: {} }, { session: null }]
    expect(alsoWords({ others: [] })).toBeNull()
    expect(alsoWords({ others: [session] })).toBe('and in 1 more session')
    expect(alsoWords({ others: [session, account] })).toBe('and in 2 more places')
    expect(causesWords(1, 40)).toBe('1 thing to mend, in 40 places')
    expect(causesWords(3, 3)).toBe('3 things to mend')
  })
})
