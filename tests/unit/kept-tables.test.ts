import { describe, expect, test } from 'vitest'
import { importKept_days } from '#lib/core/imports/limits'
import { chosenClasses, periodWords, retentionClasses } from '#lib/core/retention/classes'
import { erasureStates, erasureStateWords, keptReasons, keptWords } from '#lib/core/rights/erasure'
import { holdReasons, holdWords } from '#lib/core/rights/legal-hold'
import { foundingInstructions } from '#lib/core/rules/founding-text'
import { ruleById } from '#lib/core/rules/catalogue'
import { ruleGroups } from '#lib/core/rules/rule'
import { groupTitles, levelSentences, sourceDate } from '#lib/core/rules/words'
import { originKept_days } from '#lib/core/sign-offs/origin'

/** What is kept for how long and why, and what rules are called: each has words of its own. */

test.each<[string, readonly string[], Readonly<Record<string, string>>]>([
  ['states of an erasure', erasureStates, erasureStateWords],
  ['reasons to keep something', keptReasons, keptWords],
  ['reasons to keep everything', holdReasons, holdWords],
  ['groups of rules', ruleGroups, groupTitles],
  ['levels of rules', ['MUST', 'SHOULD', 'PROFILE'], levelSentences],
])('%s have words, each its own', (_, kinds, words) => {
  expect(Object.keys(words).toSorted()).toEqual(kinds.toSorted())
  const said = Object.values(words)
  for (const each of said) expect(each).toMatch(/^[A-Z].*\S$/)
  expect(new Set(said).size).toBe(said.length)
})

describe('what is kept', () => {
  test('is kept for as long as is said, and nobody chooses what is fixed', () => {
    const { check_numbers, sign_off_origins, import_files } = retentionClasses
    expect(import_files).toMatchObject({ usual: importKept_days, unit: 'days', bound: 'fixed' })
    expect(sign_off_origins).toMatchObject({ usual: originKept_days, unit: 'days', bound: 'fixed' })
    expect(check_numbers).toMatchObject({ usual: 6, unit: 'months', bound: 'fixed' })
    for (const [name, of] of Object.entries(retentionClasses)) {
      expect(of.least, name).toBeLessThanOrEqual(of.usual)
      expect(of.usual, name).toBeLessThanOrEqual(of.most)
      for (const words of [of.what, of.after, of.source]) expect(words, name).toMatch(/\S/)
      const isChosen = chosenClasses.some((each) => each === name)
      expect(of.bound === 'fixed', name).toBe(!isChosen)
      expect(of.least === of.most, name).toBe(!isChosen)
    }
  })

  test('is said in years only where it is months, and whole years of them', () => {
    expect([periodWords(24, 'days'), periodWords(24, 'months'), periodWords(18, 'months')]).toEqual(
      [...['24 days', '2 years', '18 months']],
    )
    expect([periodWords(12, 'days'), periodWords(1, 'days'), periodWords(1, 'months')]).toEqual([
      ...['12 days', '1 day', '1 month'],
    ])
  })
})

test('each of the nine things that the founding text asks for became rules that there are', () => {
  expect(foundingInstructions).toHaveLength(9)
  for (const { rules } of foundingInstructions) {
    expect(rules.length).toBeGreaterThan(0)
    for (const rule of rules) expect(ruleById(rule)?.id).toBe(rule)
  }
  expect(sourceDate('2020-12')).toBe('December 2020')
})
