import { describe, expect, test } from 'vitest'
import {
  exemptionStates,
  exemptionSteps,
  statesFor,
  type ExemptionStep,
} from '#lib/core/exemptions/exemption'
import { exemptSentence, termOf, untilOf, type SaidExemption } from '#lib/core/exemptions/term-of'
import type { ExemptCategory } from '#lib/core/profiles/exempt-categories'

const on = (day: string) => new Date(`${day}T00:00:00Z`)

const said: SaidExemption = {
  ...{ categoryKey: 'adults', category: 'Adults only', subjectKind: 'meeting', subjectId: 'm' },
  ...{ reason: 'All are over 18', saidByName: 'Robin', saidAt: on('2027-01-01') },
  ...{ lapsesAt: on('2027-04-11'), confirmedByName: null, confirmedAt: null },
}

const category = (key: string, lasts_days: number): ExemptCategory => ({
  ...{ key, category: 'Adults only', rules: ['Z02'], reason: 'So', name: 'Board', lasts_days },
})

describe('an exemption', () => {
  test('waits for a second person, and is taken back at any time before it ends', () => {
    const steps: readonly ExemptionStep[] = ['confirm', 'refuse', 'withdraw']
    expect(Object.fromEntries(steps.map((step) => [step, statesFor(step)]))).toEqual({
      ...{ confirm: ['waiting'], refuse: ['waiting'], withdraw: ['waiting', 'in_force'] },
    })
    expect(exemptionStates.filter((state) => exemptionSteps[state].length === 0)).toEqual([
      ...['refused', 'withdrawn', 'lapsed'],
    ])
  })

  test('counts until its day, and for no longer than the rules take it for now', () => {
    expect(untilOf(said, [])).toEqual(said.lapsesAt)
    expect(untilOf(said, [category('others', 1)])).toEqual(said.lapsesAt)
    expect(untilOf(said, [category('others', 1), category('adults', 10)])).toEqual(on('2027-01-11'))
    expect(untilOf(said, [category('adults', 365)])).toEqual(said.lapsesAt)
  })

  test('says who said so, when and why, and who agreed', () => {
    const sentence = 'Does not apply: “Adults only”. Robin said so on 1 January 2027: '
    expect(exemptSentence(said)).toBe(`${sentence}“All are over 18.”`)
    expect(exemptSentence({ ...said, confirmedByName: 'Ines' })).toBe(
      `${sentence}“All are over 18.” Ines agreed.`,
    )
    for (const reason of ['So it is.', 'So it is!', 'Is it not so?']) {
      expect(exemptSentence({ ...said, reason })).toBe(`${sentence}“${reason}”`)
    }
    expect(exemptSentence({ ...said, reason: 'Dr. Who says so' })).toBe(
      `${sentence}“Dr. Who says so.”`,
    )
  })

  test('is, for who decides what holds, about what and until when', () => {
    const confirmedAt = on('2027-01-02')
    expect(termOf({ ...said, confirmedAt }, [category('adults', 10)])).toEqual({
      ...{ key: 'adults', subjectKind: 'meeting', subjectId: 'm', confirmedAt },
      ...{ lapsesAt: on('2027-01-11'), because: exemptSentence(said) },
    })
  })
})
