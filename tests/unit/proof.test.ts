import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { controlWords } from '#lib/core/control-words'
import { controlsInOrder } from '#lib/core/controls/catalogue'
import { day_ms } from '#lib/core/durations'
import { nspcc2020Cpsu, nspcc2020CpsuVersion2 } from '#lib/core/profiles/nspcc-2020-cpsu'
import type { Profile } from '#lib/core/profiles/profile'
import { askedOfClub, askedOfZoom } from '#lib/core/proof/asked'
import {
  claimState,
  counts,
  edited,
  isEnough,
  kindOfClaim,
  verified,
  whyNotVerify,
  type Claim,
} from '#lib/core/proof/claim'
import { proofKinds, resultProofs } from '#lib/core/proof/proof-kinds'
import { countsUntil, isInForce, lapsesAt, mayStandIn, remindAt } from '#lib/core/proof/statement'
import { statementStates, statementSubjects } from '#lib/core/proof/statement'
import { statementWords } from '#lib/core/proof/statement-words'
import { ruleTitle } from '#lib/core/rules/rule-title'
import { isUnknown, standsStated } from '#lib/core/proof/stands-stated'
import { notVerifiableWords, proofMeanings, proofSentences } from '#lib/core/proof/words'
import { couldNotCheckReasons } from '#lib/core/readings'
import { resultRows } from '#lib/core/result-rows'
import { results } from '#lib/core/results'
import { ruleById } from '#lib/core/rules/catalogue'

const start = new Date('2026-11-25T12:00:00Z')
const after = (days: number) => new Date(start.getTime() + days * day_ms)
const people = ['jo', 'robin', 'sam'] as const
const person = fc.constantFrom(...people)

/** Anything that can happen to a claim, some days later. */
const happening = fc.record({
  days: fc.integer({ min: 0, max: 40 }),
  what: fc.constantFrom('edit' as const, 'verify' as const),
  by: person,
})

const aClaim = (by: string, about: string | null, lapses: number | null): Claim => ({
  providedBy: by,
  providedAt: start,
  subjectUserId: about,
  lapsesAt: lapses === null ? null : after(lapses),
  verification: null,
})

describe('a claim, whatever happens to it', () => {
  const history = fc.record({
    by: person,
    about: fc.option(person),
    lapses: fc.option(fc.integer({ min: 1, max: 100 })),
    happenings: fc.array(happening, { maxLength: 12 }),
  })

  test('is never verified by who said it, nor by whom it is about; and any edit clears it', () => {
    fc.assert(
      fc.property(history, ({ by, about, lapses, happenings }) => {
        let claim = aClaim(by, about, lapses)
        let days = 0
        for (const happened of happenings) {
          days += happened.days
          if (happened.what === 'edit') {
            claim = edited(claim, happened.by, after(days), claim.lapsesAt)
            expect(claim.verification).toBeNull()
            continue
          }
          const next = verified(claim, happened.by, after(days))
          const mayNot = [claim.providedBy, about].includes(happened.by)
          const isOver = lapses !== null && days >= lapses
          expect(next === null).toBe(mayNot || isOver)
          claim = next ?? claim
        }
        expect(claim.verification?.by).not.toBe(claim.providedBy)
        if (about) expect(claim.verification?.by).not.toBe(about)
      }),
    )
  })

  test('never counts once it has lapsed, and is never something that was checked', () => {
    fc.assert(
      fc.property(history, fc.boolean(), fc.nat(200), ({ by, about, lapses }, second, days) => {
        const plain = aClaim(by, about, lapses)
        const other = people.find((each) => each !== by && each !== about) ?? ''
        for (const claim of [plain, verified(plain, other, start) ?? plain]) {
          const need = { secondPerson: second, dueBy: null }
          if (lapses !== null && days >= lapses) {
            expect(isEnough(claim, need, after(days))).toBe(false)
          } else {
            expect(isEnough(claim, need, after(days))).toBe(!second || claim.verification !== null)
          }
          expect(kindOfClaim(claim)).toBe(claim.verification ? 'verified' : 'stated')
        }
      }),
    )
  })

  test.each([
    [null, null, 'missing'],
    [null, 5, 'late'],
    [aClaim('jo', null, 3), null, 'lapsed'],
    [aClaim('jo', null, 3), 5, 'late'],
    [aClaim('jo', null, 30), 5, 'provided'],
  ])('late is late: %#', (claim, due, state) => {
    const dueBy = due === null ? null : after(due)
    expect(claimState(claim, { secondPerson: false, dueBy }, after(5))).toBe(state)
    expect(isEnough(claim, { secondPerson: false, dueBy }, after(5))).toBe(state === 'provided')
  })

  test('counts for a rule by the ways in which that can be known, and by no other', () => {
    const plain = aClaim('jo', null, 30)
    const seen = verified(plain, 'robin', start) ?? plain
    const may = proofKinds.map((kind) => [
      counts([kind], plain, start),
      counts([kind], seen, start),
    ])
    expect(Object.fromEntries(proofKinds.map((kind, index) => [kind, may[index]]))).toEqual({
      checked: [false, false],
      verified: [false, true],
      signed: [false, false],
      stated: [true, true],
      scanned: [false, false],
    })
    expect(counts(['stated'], plain, after(30))).toBe(false)
    expect(counts(['verified'], seen, after(30))).toBe(false)
  })

  test('says by whom it was verified and when, and that nobody can once it has lapsed', () => {
    const claim = aClaim('jo', null, 30)
    const justBefore = new Date(after(30).getTime() - 1)
    expect(verified(claim, 'robin', justBefore)).toEqual({
      ...claim,
      verification: { by: 'robin', at: justBefore },
    })
    expect(verified(claim, 'robin', after(30))).toBeNull()
  })

  test('says why somebody may not be the second person', () => {
    const claim = aClaim('jo', 'sam', null)
    expect(notVerifiableWords.own_statement).toMatch(/yourself/)
    expect(notVerifiableWords.own_subject).toMatch(/about you/)
    expect(people.map((each) => whyNotVerify(claim, each))).toEqual([
      'own_statement',
      null,
      'own_subject',
    ])
  })
})

describe('a statement', () => {
  const pairs = results.flatMap((result) =>
    [null, ...couldNotCheckReasons].map((reason) => ({ result, reason })),
  )

  test('stands in for nothing but what Zoom never tells', () => {
    const may = pairs.filter(({ result, reason }) => mayStandIn(result, reason))
    expect(may).toEqual([{ result: 'could_not_check', reason: 'not_readable' }])
    expect(mayStandIn('could_not_check', 'some_day_another')).toBe(false)
  })

  test('counts while it is in force, until the very moment that it lapses', () => {
    const until = after(90)
    const just = new Date(until.getTime() - 1)
    for (const state of statementStates) {
      expect(isInForce({ state, lapsesAt: until }, just)).toBe(state === 'in_force')
      expect(isInForce({ state, lapsesAt: until }, until)).toBe(false)
    }
  })

  test('makes no result anything but could not check, and that only until it lapses', () => {
    for (const result of results) {
      const known = { result, statedUntil: after(1) }
      expect(standsStated(known, start)).toBe(result === 'could_not_check')
      expect(standsStated(known, after(1))).toBe(false)
      expect(isUnknown(known, after(1))).toBe(result === 'could_not_check')
      expect(isUnknown(known, start)).toBe(false)
      expect(isUnknown({ result, statedUntil: null }, start)).toBe(result === 'could_not_check')
    }
  })

  test('is reminded of between half of its time and its end, two weeks before at most', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 730 }), (lasts_days) => {
        const until = lapsesAt(start, lasts_days)
        const days = (until.getTime() - remindAt(start, until).getTime()) / day_ms
        expect(days).toBe(Math.min(14, lasts_days / 2))
      }),
    )
  })

  const every = controlsInOrder.flatMap(({ id }) =>
    statementSubjects.map((subject) => [id, subject, statementWords(id, subject)] as const),
  )

  test.each(every)('of %s for %s is whole sentences with a version', (rule, subject, words) => {
    expect(words.version).toBeGreaterThan(0)
    expect(words.text).toMatch(/^[A-Z].*\.$/)
    expect(words.text).not.toMatch(/\.\.|undefined|MUST|SHOULD|[Vv]iolation/)
    const isOfZoom = subject !== 'club' && subject !== 'coach'
    expect(words.text.startsWith('I have looked in Zoom')).toBe(isOfZoom || rule === 'Z22')
    if (rule !== 'Z22') expect(words.text).toContain(ruleTitle(rule))
  })

  test('of Z22 says what one sees in Zoom', () => {
    expect(statementWords('Z22', 'user').text).toMatch(/lets each person in/)
  })

  test('of what no Zoom tells is the title of the rule; of a control its own', () => {
    expect(ruleTitle('M17')).toBe(ruleById('M17')?.title)
    expect(ruleTitle('Z01')).toBe(controlWords('Z01', 'meeting').title)
    expect(ruleTitle('X99')).toBe('Rule X99')
  })

  test('counts for no longer than it said, nor than the rules take one for now', () => {
    const said = { statedAt: start, lapsesAt: after(90) }
    expect(countsUntil(said, { lasts_days: 30 })).toEqual(after(30))
    expect(countsUntil(said, { lasts_days: 365 })).toEqual(after(90))
  })
})

describe('what a profile takes statements for', () => {
  const choice = { level: 'MUST', parameters: {}, statement: { lasts_days: 30 } } as const
  const other: Profile = { ...nspcc2020Cpsu, controls: { Z01: choice, ...{ M17: choice } } }

  test('is what it says so of, and nothing else', () => {
    expect(askedOfZoom(nspcc2020Cpsu, 'Z22')).toMatchObject({ lasts_days: 90 })
    expect(askedOfZoom(nspcc2020Cpsu, 'Z02')).toBeNull()
    expect(askedOfClub(nspcc2020CpsuVersion2)).toEqual([])
  })

  test('is of the club where no Zoom ever tells the rule', () => {
    expect(askedOfZoom(other, 'Z01')).toMatchObject({ rule: 'Z01', lasts_days: 30 })
    expect(askedOfZoom(other, 'M17')).toBeNull()
    expect(askedOfClub({ ...other, controls: { ...other.controls, ...{ G07: choice } } })).toEqual(
      askedOfClub(other),
    )
    expect(askedOfClub(other)).toEqual([{ rule: 'M17', level: 'MUST', lasts_days: 30 }])
  })
})

describe('the kinds of proof', () => {
  test('each have their own words, and a result is checked, stated or verified', () => {
    const said = proofKinds.map((kind) => proofSentences[kind]('Jo'))
    expect(new Set(said).size).toBe(proofKinds.length)
    const names = said.filter((words) => words.includes('Jo'))
    expect(names).toHaveLength(3)
    const unnamed = proofKinds.map((kind) => proofSentences[kind](undefined))
    expect(unnamed.every((words) => /^[A-Z]/.test(words) && !words.includes('undefined'))).toBe(
      true,
    )
    expect(said.filter((words) => /[Cc]heck/.test(words))).toEqual(['Checked in Zoom'])
    expect(Object.keys(proofMeanings)).toEqual([...proofKinds])
    expect(resultProofs).toEqual(['checked', 'stated', 'verified', 'signed'])
  })

  test('a stated result has a face of its own, and is listed before what is met', () => {
    const at = start
    const row = (control: string, result: 'met' | 'could_not_check') => ({
      ...{ control, result, subjectKind: 'user' as const, subjectId: 'one' },
      ...{ level: 'SHOULD' as const, reason: result === 'met' ? null : 'not_readable' },
      ...{ because: '', since: at, checkedAt: at },
    })
    const stated = { by: 'Jo', at, until: after(9), verified: null }
    const rows = resultRows(
      [row('Z17', 'met'), row('Z22', 'could_not_check'), row('Z21', 'could_not_check')],
      at,
      () => null,
      ({ control }) => ({ stated: control === 'Z22' ? stated : null, mayState: false }),
    )
    expect(rows.map(({ control, face }) => `${control} ${face}`)).toEqual([
      'Z21 could_not_check',
      'Z22 stated',
      'Z17 met',
    ])
  })
})
