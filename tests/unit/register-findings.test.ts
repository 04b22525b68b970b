import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { closingWords } from '../../app/[organisation]/findings/closing-words'
import { ClosesByItself, PutRight } from '../../app/[organisation]/findings/[findingId]/of-register'
import { findingPlace } from '../../app/[organisation]/finding-place'
import { controlWords } from '#lib/core/control-words'
import { registerRules } from '#lib/core/register/needs'
import { closesWhen, doneAt, goThere, isOfRegister } from '#lib/core/register/finding-words'
import { isSignedOrStated } from '#lib/core/sign-offs/judge-club'
import { signedRules } from '#lib/core/sign-offs/judge-signed'
import { saidRuleIds } from '#lib/core/rules/rule-ids'
import { subjectKinds } from '#lib/core/subject-kinds'

type Finding = Parameters<typeof PutRight>[0]['finding']

const aFinding = (control: string, kind: 'coach' | 'club') =>
  ({
    ...{ control, coachId: kind === 'coach' ? 'c1' : null },
    coachName: kind === 'coach' ? 'Jo Coach' : null,
    words: controlWords(control, kind),
  }) as Finding

const pageOf = (control: string, kind: 'coach' | 'club', own = false) => {
  const finding = aFinding(control, kind)
  return [
    renderToStaticMarkup(createElement(PutRight, { finding, kind, own })),
    renderToStaticMarkup(createElement(ClosesByItself, { slug: 'hartley', finding, kind, own })),
  ].join('')
}

describe('a finding about people or the club', () => {
  test('leads to where it is done: to sign, to show, or to say', () => {
    expect(pageOf('G03', 'coach')).toContain('href="/hartley/sign-offs"')
    expect(pageOf('P01', 'coach')).toContain('href="/hartley/coaches/c1"')
    expect(pageOf('P12', 'club')).toContain('href="/hartley/coaches"')
    expect(pageOf('G01', 'club')).toContain('href="/hartley/policies"')
    expect(pageOf('M17', 'club')).toContain('href="/hartley/statements"')
    expect(pageOf('M19', 'club')).toContain('href="/hartley/sign-offs"')
    expect(pageOf('G03', 'coach')).toContain('Jo can do this.')
    expect(pageOf('G03', 'coach', true)).toContain('You can do this yourself.')
    expect(pageOf('G03', 'coach', true)).toContain('href="/hartley"')
  })

  test('says of no such rule that somebody has to look in Zoom again, and calls each by words', () => {
    const ofPeople = [...signedRules, ...registerRules].map((rule) => [rule, 'coach'] as const)
    const ofClub = saidRuleIds.filter(isSignedOrStated).map((rule) => [rule, 'club'] as const)
    for (const [rule, kind] of [...ofPeople, ...ofClub]) {
      expect(Object.keys(goThere)).toContain(doneAt(rule, kind))
      expect(closesWhen[doneAt(rule, kind)]).not.toMatch(/Zoom|check/)
      expect(controlWords(rule, kind).headline).not.toMatch(/^Rule /)
      expect(controlWords(rule, kind).mend).not.toBeNull()
    }
  })

  test('stands with somebody or the club, and ends in words of its own', () => {
    const placed = { session: null, groupName: null, coachName: 'Jo Coach' }
    expect(findingPlace({ ...placed, subjectKind: 'coach' })).toBe('About Jo Coach')
    expect(findingPlace({ ...placed, subjectKind: 'coach' }, false)).toBe('About you')
    expect(findingPlace({ ...placed, subjectKind: 'coach' }, false, false)).toBe('About Jo Coach')
    expect(findingPlace({ ...placed, subjectKind: 'club' })).toBe('About the club itself')
    for (const kind of subjectKinds.filter(isOfRegister)) {
      const all = ['mended', 'rule_withdrawn', 'left'].map((why) => closingWords(why, kind))
      expect(all.map(({ tag }) => tag)).toEqual(['Put right', 'Rule withdrawn', 'No longer here'])
      expect(all.map(({ sentence }) => sentence).join(' ')).not.toMatch(/Zoom|check|session/)
      expect(all.map(({ status }) => status)).toEqual(['met', 'not_applicable', 'not_applicable'])
    }
  })
})
