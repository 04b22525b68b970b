import { describe, expect, test } from 'vitest'
import { audienceInWords, isFor } from '#lib/core/policies/audience'
import { parseMarkdown, placeholdersIn, safeTarget } from '#lib/core/policies/markdown'
import { pdf_bytes_max, whyNotPdf } from '#lib/core/policies/pdf'
import { isPolicyRule, policyRules } from '#lib/core/policies/policy-rules'
import { saidTo, standingOf, versionInForce, type Said } from '#lib/core/policies/standing'
import { ruleById } from '#lib/core/rules/catalogue'

/** Policies by single cases with their exact answers. */

const now = new Date('2026-11-25T12:00:00Z')
const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000)

/** What a text is read as, in short: `h2(…)`, `p(…)`, `ul(…)`, `ol3(…)`, marks as they were typed. */
function read(text: string): string[] {
  type Inlines = Extract<ReturnType<typeof parseMarkdown>[number], { kind: 'paragraph' }>['content']
  const marks = { strong: '**', emphasis: '*', text: '', placeholder: '' } as const
  const line = (content: Inlines) =>
    content
      .map((piece) =>
        piece.kind === 'link'
          ? `<${piece.text}|${piece.href}>`
          : `${marks[piece.kind]}${piece.text}${marks[piece.kind]}`,
      )
      .join('')
  return parseMarkdown(text).map((block) => {
    if (block.kind === 'heading') return `h${block.level}(${line(block.content)})`
    if (block.kind === 'paragraph') return `p(${line(block.content)})`
    return `${block.ordered ? `ol${block.start}` : 'ul'}(${block.items.map(line).join(' | ')})`
  })
}

describe('a policy’s text', () => {
  test.each([
    ['# A', ['h1(A)']],
    ['## A b', ['h2(A b)']],
    ['### A', ['h3(A)']],
    ['#### A', ['p(#### A)']],
    ['#A', ['p(#A)']],
    ['a # b', ['p(a # b)']],
    ['a\n# B\nc', ['p(a)', 'h1(B)', 'p(c)']],
    ['a\r\nb\rc', ['p(a b c)']],
    ['a\n\n\nb', ['p(a)', 'p(b)']],
    ['  a  ', ['p(a)']],
    ['- a\n* b', ['ul(a | b)']],
    ['-a', ['p(-a)']],
    ['a - b', ['p(a - b)']],
    ['1. a\n2) b', ['ol1(a | b)']],
    ['12. a', ['ol12(a)']],
    ['12345. a', ['p(12345. a)']],
    ['1.a', ['p(1.a)']],
    ['in 2. b', ['p(in 2. b)']],
    ['- a\n1. b\n- c', ['ul(a)', 'ol1(b)', 'ul(c)']],
    ['a\n- b\nc', ['p(a)', 'ul(b)', 'p(c)']],
    ['- a\n  b\n  c\n- d', ['ul(a b c | d)']],
    ['- a\n b', ['ul(a)', 'p(b)']],
    ['- a\n\n  b', ['ul(a)', 'p(b)']],
    ['', []],
    [' \n ', []],
  ])('%j is %j', (text, blocks) => {
    expect(read(text)).toEqual(blocks)
  })

  test.each([
    ['**a**', 'p(**a**)'],
    ['a**b**c', 'p(a**b**c)'],
    ['*a* b', 'p(*a* b)'],
    ['* a* b', 'ul(a* b)'],
    ['a * b* c', 'p(a * b* c)'],
    ['**a', 'p(**a)'],
    ['[a](https://b.test)', 'p(<a|https://b.test/>)'],
    ['x [a](https://b.test) y', 'p(x <a|https://b.test/> y)'],
    ['[a](ftp://b.test)', 'p([a](ftp://b.test))'],
    ['[a] (https://b.test)', 'p([a] (https://b.test))'],
    ['[a](https://b.test c)', 'p([a](https://b.test c))'],
  ])('%j is read as %s', (text, block) => {
    expect(read(text)).toEqual([block])
  })

  test('tells bold, slanted and what is to fill in from the text around them', () => {
    expect(parseMarkdown('a **b** *c* [d]')).toEqual([
      {
        kind: 'paragraph',
        content: [
          { kind: 'text', text: 'a ' },
          { kind: 'strong', text: 'b' },
          { kind: 'text', text: ' ' },
          { kind: 'emphasis', text: 'c' },
          { kind: 'text', text: ' ' },
          { kind: 'placeholder', text: '[d]' },
        ],
      },
    ])
    expect(placeholdersIn('no **bold** and *slanted* text')).toEqual([])
  })

  test('has links to the web, to mail and to a telephone, as a browser reads them', () => {
    expect(safeTarget('HTTPS://A.test/b c')).toBe('https://a.test/b%20c')
    expect(safeTarget('mailto:a@b.test')).toBe('mailto:a@b.test')
    expect(safeTarget(' https://a.test')).toBeNull()
    expect(safeTarget('a.test')).toBeNull()
    expect(safeTarget('1https://a.test')).toBeNull()
  })
})

describe('a PDF', () => {
  test('may be as large as is said, and no larger', () => {
    const of = (bytes: number) => {
      const file = new Uint8Array(bytes)
      file.set(new TextEncoder().encode('%PDF-'))
      return whyNotPdf(file)
    }
    expect(of(pdf_bytes_max)).toBeNull()
    expect(of(pdf_bytes_max + 1)).not.toBeNull()
    expect(pdf_bytes_max).toBe(2_097_152)
    expect(of(5)).toBeNull()
    expect(whyNotPdf(new TextEncoder().encode('%PDX-'))).toMatch(/no PDF/)
  })
})

describe('the rules that a policy answers', () => {
  test('are those that are signed, but for signing again, and that there is a policy at all', () => {
    expect(isPolicyRule('G01')).toBe(true)
    expect(isPolicyRule('G07')).toBe(false)
    expect(isPolicyRule('Z01')).toBe(false)
    const others = policyRules.filter(({ id }) => id !== 'G01')
    expect(others.length).toBeGreaterThan(0)
    for (const { id } of others) expect(ruleById(id)?.proofs).toContain('signed')
  })
})

describe('whom a version is for', () => {
  const nobody = { audienceRoles: [], audienceTeams: [], audienceTags: [] }
  const of = (differs: object) => audienceInWords({ ...nobody, ...differs })

  test('is said with each list that names any, one, two or more', () => {
    expect(of({ audienceRoles: ['welfare_officer'] })).toBe('Welfare officers')
    expect(of({ audienceRoles: ['coach', 'helper', 'chair'] })).toBe('Coaches, helpers and chairs')
    expect(of({ audienceRoles: ['Umpire', 'coach', 'Scorer'] })).toBe('Umpire, coaches and scorer')
    expect(of({ audienceTeams: ['U12', 'U14'] })).toBe(
      'Everybody on the register, of the teams U12 and U14',
    )
    expect(of({ audienceTags: ['online'], audienceTeams: ['U12'] })).toBe(
      'Everybody on the register, of the team U12, marked online',
    )
  })

  test('is compared however it was typed, list by list', () => {
    const jo = { roles: ['coach'], teams: [' u12 '], tags: ['Online'] }
    expect(isFor({ ...nobody, audienceTeams: ['U12'], audienceTags: ['online'] }, jo)).toBe(true)
    expect(isFor({ ...nobody, audienceTeams: ['U14'], audienceTags: ['online'] }, jo)).toBe(false)
    expect(isFor({ ...nobody, audienceTags: ['offline', 'ONLINE'] }, jo)).toBe(true)
    expect(isFor({ ...nobody, audienceTags: ['coach'] }, jo)).toBe(false)
  })
})

describe('where a version stands', () => {
  const version = (number: number, change: 'material' | 'minor', from = -10) => ({
    ...{ id: `v${number}`, version: number, change, inForceFrom: inDays(from) },
  })
  const word = (versionId: string, decision: Said['decision'], at = -1): Said => ({
    ...{ versionId, decision, at: inDays(at) },
  })
  const three = [version(1, 'material'), version(2, 'material', 0), version(3, 'material', 1)]
  const standing = (said: Said[], versions = three) => {
    const { inForce, coming, followed, toAdopt } = standingOf(versions, said, now)
    return [inForce?.id, coming?.id, followed?.version.id, toAdopt?.version.id]
  }

  test('is by what has begun, and is to come, in whichever order they are read', () => {
    for (const versions of [three, three.toReversed()]) {
      expect(versionInForce(versions, now)?.id).toBe('v2')
      expect(standing([], versions)).toEqual(['v2', 'v3', undefined, 'v3'])
    }
    expect(versionInForce([], now)).toBeNull()
    expect(standing([], three.slice(0, 2))).toEqual(['v2', undefined, undefined, 'v2'])
    expect(standingOf([], [], now)).toEqual({
      ...{ inForce: null, coming: null, followed: null, toAdopt: null },
    })
  })

  test('is followed as the newest that has begun and was said yes to', () => {
    expect(standing([word('v3', 'adopted')])).toEqual(['v2', 'v3', undefined, undefined])
    expect(standing([word('v1', 'adopted'), word('v2', 'not_yet')])).toEqual([
      ...['v2', 'v3', 'v1', 'v3'],
    ])
    expect(standing([word('v1', 'adopted'), word('v2', 'adopted')])).toEqual([
      ...['v2', 'v3', 'v2', 'v3'],
    ])
  })

  test('is by the newest word, but a yes stays a yes', () => {
    const [first] = three
    const said = (...words: Said[]) => first && saidTo(three, words, first)?.at
    const [old, late] = [word('v1', 'not_yet', -5), word('v1', 'not_yet', -2)]
    expect(said(old, late)).toEqual(inDays(-2))
    expect(said(late, old)).toEqual(inDays(-2))
    expect(said(word('v1', 'adopted', -9), late)).toEqual(inDays(-9))
    expect(said(word('v2', 'adopted'))).toBeUndefined()
  })

  test('is not known of a minor change before which there is nothing', () => {
    const minor = version(1, 'minor')
    expect(saidTo([minor], [], minor)).toBeNull()
    const second = version(2, 'minor')
    expect(saidTo([second], [word('v1', 'adopted')], second)).toBeNull()
  })
})
