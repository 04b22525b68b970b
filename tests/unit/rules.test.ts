import { describe, expect, test } from 'vitest'
import { cisZoom } from '#lib/core/benchmarks/cis-zoom/cis-zoom'
import { catalogue } from '#lib/core/controls/catalogue'
import { rulesWithParameters } from '#lib/core/controls/parameters'
import { controlIds } from '#lib/core/results'
import { ruleById, rulesInOrder } from '#lib/core/rules/catalogue'
import { foundingInstructions } from '#lib/core/rules/founding-text'
import { ruleGroups } from '#lib/core/rules/rule'
import { saidRuleIds } from '#lib/core/rules/rule-ids'
import { benchmarkRows, ruleRows } from '#lib/core/rules/rule-rows'
import { menusKnownIn } from '#lib/core/controls/mend-steps'
import { sourceDate, sourceWords } from '#lib/core/rules/words'
import { readingAge } from '../support/reading-age'

/** About eleven: not yet past twelve. */
const age_max = 12

/** Explanations that are harder to read, each with why it has to be. */
const harder: Readonly<Record<string, string>> = {}

test('there are 68 rules, each once, and none is in two places', () => {
  const ids = rulesInOrder.map(({ id }) => id)
  expect(ids).toHaveLength(68)
  expect(new Set(ids).size).toBe(68)
  const withoutControl = rulesInOrder.filter(({ controls }) => controls.length === 0)
  expect(withoutControl.map(({ id }) => id)).toEqual([...saidRuleIds])
})

test('each control belongs to exactly one rule', () => {
  const read = rulesInOrder.flatMap(({ controls }) => controls)
  expect(read.toSorted()).toEqual([...controlIds].toSorted())
})

test('what may be set is set for a rule that there is', () => {
  for (const id of rulesWithParameters) expect(ruleById(id), id).toBeDefined()
})

describe.each(rulesInOrder.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  const steps = [rule.mend.web, rule.mend.phone]

  test('says what it is, why, how to mend it on a phone and a computer, and who can', () => {
    expect(ruleGroups).toContain(rule.group)
    expect(rule.version).toBeGreaterThanOrEqual(1)
    expect(rule.title.length).toBeGreaterThan(15)
    expect(rule.title).not.toMatch(/\.$/)
    expect(rule.why).toMatch(/\.$/)
    expect(rule.who.length).toBeGreaterThan(5)
    for (const list of steps) expect(list.length).toBeGreaterThanOrEqual(3)
  })

  test('can be read at about eleven', () => {
    if (harder[id] !== undefined) return
    expect(readingAge(rule.why), rule.why).toBeLessThanOrEqual(age_max)
    for (const list of steps) {
      expect(readingAge(list.join('\n')), list.join('\n')).toBeLessThanOrEqual(age_max)
    }
    if (rule.untold !== undefined) expect(readingAge(rule.untold)).toBeLessThanOrEqual(age_max)
  })

  test('speaks plainly', () => {
    const words = [rule.title, rule.why, rule.who, rule.untold ?? '', ...steps.flat()]
    for (const text of words) {
      expect(text).not.toMatch(
        /violat|score|\bfail|\bpass(ed|es)?\b(?! (it )?on)|non-?complian|undefined/i,
      )
    }
  })

  test('is called checked only where a control reads Zoom for it', () => {
    expect(rule.proofs.includes('checked')).toBe(rule.controls.length > 0)
    expect(new Set(rule.proofs).size).toBe(rule.proofs.length)
  })

  test('is as strong as the strongest of its controls by themselves, unless its profile says', () => {
    const strong = rule.controls.some((control) => catalogue[control].level === 'MUST')
    if (strong) expect(rule.level).toBe('MUST')
    if (rule.sources.length === 0) expect(rule.level).not.toBe('MUST')
  })
})

test('of the explanations that are harder to read, each is there and is harder', () => {
  for (const [id, because] of Object.entries(harder)) {
    expect(because.length).toBeGreaterThan(20)
    expect(readingAge(ruleById(id)?.why ?? ''), id).toBeGreaterThan(age_max)
  }
})

test('the founding text has nine instructions, and each became rules that there are', () => {
  expect(foundingInstructions).toHaveLength(9)
  for (const { says, rules } of foundingInstructions) {
    for (const id of rules) expect(ruleById(id), `${says}: ${id}`).toBeDefined()
  }
})

describe('the table of all rules', () => {
  test('has 68 and 171 rows, of which no part is empty', () => {
    const rows = [...ruleRows(), ...benchmarkRows(cisZoom)]
    expect(rows).toHaveLength(68 + 171)
    const empty = rows.filter((row) => Object.values(row).some((part) => part.trim() === ''))
    expect(empty).toEqual([])
  })

  test('says paths and levels of what is checked, and of nothing else', () => {
    for (const { id, kind, levels, path, status } of [...ruleRows(), ...benchmarkRows(cisZoom)]) {
      const isChecked = kind.startsWith('checked')
      expect(status.startsWith('checked'), id).toBe(isChecked)
      if (isChecked) expect(path, id).toMatch(/^[a-z_]+(\.[a-z_0-9]+)*(, |$)|^the other results/)
      else expect(path, id).not.toMatch(/^[a-z_]+\.[a-z_]/)
      if (!isChecked && id !== 'M02') expect(levels, id).toBe('-')
    }
  })
})

test('a source is dated as exactly as it is, and no more', () => {
  expect(sourceDate('2020-05-15')).toBe('15 May 2020')
  expect(sourceDate('2020-06')).toBe('June 2020')
  expect(sourceDate('2021')).toBe('2021')
  expect(sourceWords({ text: 'A text' })).toBe('A text')
  expect(sourceDate(menusKnownIn)).toMatch(/^[A-Z][a-z]+ 20\d\d$/)
})
