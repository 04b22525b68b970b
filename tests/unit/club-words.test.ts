import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkAgain, type ConnectionState } from '#lib/core/check-again'
import { clubHeadline, coachTotal, type CoachCounts } from '#lib/core/club-headline'
import { coachGroup, coachStates, coachStatus, type CoachState } from '#lib/core/coach-status'
import { coachWords, unsortedWords } from '#lib/core/coach-words'
import { controlWords } from '#lib/core/control-words'
import { isNeverTold, resultRows, whyNothing } from '#lib/core/result-rows'
import { firstName, letterTo, midSentence, whoseRules } from '#lib/core/wording'

const few = fc.integer({ min: 0, max: 3 })

describe('a club’s headline', () => {
  it('is never an all clear while anything is open or not known', () => {
    const counts = fc.record({
      ...{ to_mend: few, not_known: few, risk_accepted: few },
      ...{ up_to_date: few, not_needed: few },
    })
    fc.assert(
      fc.property(few, counts, (things, each: CoachCounts) => {
        const said = clubHeadline(things, each)
        const clear =
          things === 0 &&
          each.to_mend === 0 &&
          each.not_known === 0 &&
          each.up_to_date + each.risk_accepted > 0
        expect(said === 'Nothing needs you').toBe(clear)
        expect(said === 'Add your first coach').toBe(coachTotal(each) === 0)
      }),
    )
  })

  it('counts', () => {
    const counts = { to_mend: 1, not_known: 0, risk_accepted: 0, up_to_date: 0, not_needed: 0 }
    expect(clubHeadline(1, counts)).toBe('1 thing needs you')
    expect(clubHeadline(3, counts)).toBe('3 things need you')
  })
})

describe('a coach of whom nothing certain is known', () => {
  it('has words for every such state, for one and for several', () => {
    const facts = {
      left: false,
      coachesUnder18sOnline: true,
      joining: 'joined' as const,
      connection: {
        state: 'none' as const,
        lastAskedAt: null,
        lastCompleteAt: null,
        unsortedMeetings: 0,
        oldestUnsortedAt: null,
      },
      mustToMend: 0,
      mustAccepted: 0,
      mustUnknown: 0,
      mustJudged: 0,
      oldestCheckedAt: null,
      sessionsNotChecked: 0,
    }
    expect(coachGroup(coachStatus(facts, new Date(0)))).toBe('not_known')
    const calm = ['left', 'to_mend', 'not_needed', 'risk_accepted', 'up_to_date']
    const worded = coachStates.filter((state) => coachWords[state])
    expect(worded).toEqual(coachStates.filter((state) => !calm.includes(state)))
    for (const state of worded) {
      expect(coachWords[state]?.one('Priya Nair')).toContain('Priya Nair')
      expect(coachWords[state]?.many(3)).toContain('3 coaches')
    }
  })
})

describe('meetings not yet sorted', () => {
  const facts = { lastAskedAt: null, lastCompleteAt: null, oldestUnsortedAt: null }
  const words = (
    unsortedMeetings: number,
    of: CoachState = 'up_to_date',
    state: 'in_force' | 'disconnected' = 'in_force',
  ) => unsortedWords({ ...facts, state, unsortedMeetings }, { state: of, face: 'met', words: '' })

  it('are said beside a status that does not say so, and of an account that is read', () => {
    expect(words(1)).toBe('1 meeting not yet sorted')
    expect(words(2, 'to_mend')).toBe('2 meetings not yet sorted')
    expect(words(0)).toBeNull()
    expect(words(2, 'unsorted')).toBeNull()
    expect(words(2, 'disconnected', 'disconnected')).toBeNull()
  })
})

describe('asking for a check', () => {
  const of = (state: ConnectionState) => ({ connectionId: 'c', state })
  const free = { left: false, underWay: null }

  it.each<[string, Parameters<typeof checkAgain>, string]>([
    ['is possible for what is in force', [of('in_force'), free], 'ready'],
    ['leads to the one that runs', [of('in_force'), { ...free, underWay: 'a' }], 'under_way'],
    ['is refused without a connection', [null, free], 'refused'],
    ['is refused where it is disconnected', [of('disconnected'), free], 'refused'],
    ['is refused where it is shared no more', [of('share_ended'), free], 'refused'],
    ['is refused once they left', [of('in_force'), { ...free, left: true }], 'refused'],
  ])('%s', (_, asked, state) => {
    const answer = checkAgain(...asked)
    expect(answer.state).toBe(state)
    if (answer.state === 'refused') expect(answer.because).toMatch(/^[A-Z].+\.$/)
  })
})

describe('results as rows', () => {
  const at = new Date('2026-11-25T12:00:00Z')
  const row = (
    control: string,
    result: 'met' | 'not_met' | 'could_not_check' | 'not_applicable',
    level: 'MUST' | 'SHOULD' = 'MUST',
    reason: string | null = null,
  ) => ({
    ...{ control, result, level, reason },
    subjectKind: 'meeting' as const,
    subjectId: 'one',
    because: '',
    since: at,
    checkedAt: at,
  })
  const order = (...rows: ReturnType<typeof row>[]) =>
    resultRows(rows, at, () => null).map(({ control }) => control)

  it('have what is wrong first, then what is not known, and a MUST before a SHOULD', () => {
    expect(
      order(
        row('Z01', 'met'),
        row('Z16', 'could_not_check', 'SHOULD'),
        row('Z03', 'not_met', 'SHOULD'),
        row('Z04', 'could_not_check'),
        row('Z02', 'not_met'),
        row('Z99', 'not_met'),
        row('Z05', 'not_applicable'),
      ),
    ).toEqual(['Z02', 'Z99', 'Z03', 'Z04', 'Z16', 'Z01', 'Z05'])
  })

  it('leave out a derived one that repeats what is wrong, and keep one that is met', () => {
    expect(order(row('M01', 'not_met'), row('Z02', 'not_met'))).toEqual(['Z02'])
    expect(order(row('M01', 'could_not_check', 'MUST', 'field_absent'))).toEqual([])
    expect(order(row('M01', 'met'))).toEqual(['M01'])
  })

  it('lead with what is wrong where a rule is not met, and with the rule where it is not', () => {
    const titles = (result: 'met' | 'not_met' | 'could_not_check', now = at) =>
      resultRows([row('Z02', result)], now, () => null).map(({ title, rule }) => [title, rule])
    const rule = 'The waiting room is on, and everyone is placed in it'
    expect(titles('not_met')).toEqual([['Anyone with the link can walk in', rule]])
    expect(titles('met')).toEqual([[rule, null]])
    expect(titles('could_not_check')).toEqual([[rule, null]])
    expect(titles('met', new Date('2027-11-25T12:00:00Z'))).toEqual([[rule, null]])
  })

  it('are never told only where the plan does not have it', () => {
    const reasons = ['not_readable', 'field_absent', null].map((reason) =>
      row('Z22', 'could_not_check', 'SHOULD', reason),
    )
    const told = resultRows(reasons, at, () => null).map(isNeverTold)
    expect(told).toEqual([true, false, false])
  })

  it('say once why nothing is known, and only where nothing is', () => {
    const dead = [row('Z01', 'could_not_check', 'MUST', 'not_connected')]
    const rows = (...more: ReturnType<typeof row>[]) =>
      resultRows([...dead, ...more], at, () => null)
    expect(whyNothing(rows())).toMatch(/no longer connected/)
    expect(whyNothing(rows(row('Z02', 'met')))).toBeNull()
    expect(whyNothing(rows(row('Z02', 'could_not_check', 'MUST', 'zoom_down')))).toBeNull()
    expect(whyNothing([])).toBeNull()
    const absent = [row('Z01', 'could_not_check', 'MUST', 'field_absent')]
    expect(whyNothing(resultRows(absent, at, () => null))).toBeNull()
  })
})

describe('words', () => {
  it('name a rule that was withdrawn without pretending to know it', () => {
    expect(controlWords('Z99', 'user')).toMatchObject({ title: 'Rule Z99', mend: null })
    expect(controlWords('Z02', 'meeting').headline).toBe('Anyone with the link can walk in')
    expect(controlWords('Z02', 'user').headline).toBe('The waiting room does not hold everyone')
  })

  it('go on in the middle of a sentence, and leave names as they are', () => {
    expect(midSentence('Anyone with the link can walk in')).toBe('anyone with the link can walk in')
    expect(midSentence('Zoom’s AI listens')).toBe('Zoom’s AI listens')
  })

  it('name people and bodies as people do', () => {
    expect(firstName('  Sam   Okafor')).toBe('Sam')
    expect(whoseRules([])).toBe('Your governing body')
    expect(whoseRules(['A', 'B'])).toBe('A and B')
  })

  it('begin a letter that no name or address can add a header or a reader to', () => {
    const letter = letterTo('a@example.org?bcc=b@example.org', 'One & two', ['x&cc=y', 'z'])
    const address = new URL(letter)
    expect(decodeURIComponent(address.pathname)).toBe('a@example.org?bcc=b@example.org')
    expect([...address.searchParams.keys()]).toEqual(['subject', 'body'])
    expect(letter).toContain('body=x%26cc%3Dy%0A%0Az')
  })
})
