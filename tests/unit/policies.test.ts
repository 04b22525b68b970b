import { describe, expect, test } from 'vitest'
import { audienceInWords, isFor } from '#lib/core/policies/audience'
import { leftToDo, lengths_max, type DraftSays } from '#lib/core/policies/draft'
import { parseMarkdown, placeholdersIn, safeTarget } from '#lib/core/policies/markdown'
import { pdf_bytes_max, whyNotPdf } from '#lib/core/policies/pdf'
import { isPolicyRule, policyRules } from '#lib/core/policies/policy-rules'
import { saidTo, standingOf, versionInForce, type Said } from '#lib/core/policies/standing'
import { policies } from '#lib/demo/policies'
import { startingTextById, startingTexts } from '#lib/guide/policies/library'
import { readingAge } from '../support/reading-age'

const age_max = 12
const now = new Date('2026-11-25T12:00:00Z')
const day = (days: number) => new Date(now.getTime() + days * 86_400_000)

describe('the Markdown of policies', () => {
  test('is headings, paragraphs, lists, bold, slanted and links, and no more', () => {
    const text =
      '# One\nTwo **three**\nfour *five* [six](https://seven.test/8)\n\n- a\n  b\n- c\n\n3. d'
    expect(parseMarkdown(text)).toEqual([
      { kind: 'heading', level: 1, content: [{ kind: 'text', text: 'One' }] },
      {
        kind: 'paragraph',
        content: [
          { kind: 'text', text: 'Two ' },
          { kind: 'strong', text: 'three' },
          { kind: 'text', text: ' four ' },
          { kind: 'emphasis', text: 'five' },
          { kind: 'text', text: ' ' },
          { kind: 'link', text: 'six', href: 'https://seven.test/8' },
        ],
      },
      {
        ...{ kind: 'list', ordered: false, start: 1 },
        items: [[{ kind: 'text', text: 'a b' }], [{ kind: 'text', text: 'c' }]],
      },
      { kind: 'list', ordered: true, start: 3, items: [[{ kind: 'text', text: 'd' }]] },
    ])
  })

  test.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '![a](https://x.test/a.png)',
    '&lt;b&gt;',
    '`code`',
    '2 * 3 * 4',
    '|a|b|',
  ])('leaves %s as the text that it is, or a link to the web', (typed) => {
    const pieces = parseMarkdown(typed).flatMap((block) =>
      'content' in block ? block.content : [],
    )
    expect(pieces.every(({ kind }) => kind === 'text' || kind === 'link')).toBe(true)
    if (!typed.startsWith('!')) expect(pieces).toEqual([{ kind: 'text', text: typed }])
  })

  test.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java\tscript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    'blob:https://x.test/1',
    '//evil.test',
    '/sign-out',
    '#top',
    'https://user@evil.test',
    'https:',
    'view-source:https://x.test',
  ])('makes no link of %s', (target) => {
    expect(safeTarget(target)).toBeNull()
    const pieces = parseMarkdown(`[a](${target})`).flatMap((block) =>
      'content' in block ? block.content : [],
    )
    expect(pieces.map(({ kind }) => kind)).not.toContain('link')
  })

  test.each(['https://a.test/b', 'mailto:a@b.test', 'tel:999', 'http://a.test'])(
    'makes a link of %s',
    (target) => expect(safeTarget(target)).not.toBeNull(),
  )

  test('is read quickly, whatever was typed', () => {
    for (const part of ['**', '*a', '[', '[a](', '[a](b', '# ', '- ', '1. ', '((', '\n\n-']) {
      const began = performance.now()
      parseMarkdown(part.repeat(lengths_max.markdown / part.length))
      expect(performance.now() - began, part).toBeLessThan(1500)
    }
  })

  test('finds what is still to fill in, and not what is a link', () => {
    expect(placeholdersIn('# [Club]\n[a](https://b.test) and [Club], [day]\n- [x]')).toEqual([
      ...['[Club]', '[day]', '[x]'],
    ])
  })
})

describe('a draft', () => {
  const whole: DraftSays = {
    ...{ title: 'A', format: 'markdown', markdown: 'B', hasPdf: false, shortVersion: 'C' },
    ...{ whatChanged: 'D', inForceFrom: '' },
  }
  const fields = (differs: Partial<DraftSays>, isFirst = false) =>
    leftToDo({ ...whole, ...differs }, isFirst, '2026-11-25').map(({ field }) => field)

  test('that is whole leaves nothing to do', () => {
    expect(fields({})).toEqual([])
    expect(fields({ inForceFrom: '2026-11-25' })).toEqual([])
  })

  test.each([
    [{ title: '' }, ['title']],
    [{ shortVersion: '' }, ['shortVersion']],
    [{ markdown: ' \n' }, ['markdown']],
    [{ format: 'pdf' as const }, ['pdf']],
    [{ whatChanged: '' }, ['whatChanged']],
    [{ inForceFrom: '2026-11-24' }, ['inForceFrom']],
    [{ title: '[Club]', markdown: 'Ask [name].' }, ['title', 'markdown']],
  ])('%j is not', (differs, left) => expect(fields(differs)).toEqual(left))

  test('need not say what changed where it is the first', () => {
    expect(fields({ whatChanged: '' }, true)).toEqual([])
  })

  test('is held to what is left in its text, and not where it is a PDF', () => {
    expect(fields({ format: 'pdf', hasPdf: true, markdown: '[name]' })).toEqual([])
  })
})

describe('a PDF', () => {
  const pdf = new TextEncoder().encode('%PDF-1.7 …')
  test('is known by its first bytes, not by its name', () => {
    expect(whyNotPdf(pdf)).toBeNull()
    expect(whyNotPdf(new TextEncoder().encode('<html>%PDF-1.7'))).toMatch(/no PDF/)
    expect(whyNotPdf(new Uint8Array())).toMatch(/empty/)
  })
  test('has a limit', () => {
    const large = new Uint8Array(pdf_bytes_max + 1)
    large.set(pdf)
    expect(whyNotPdf(large)).toMatch(/too large/)
  })
})

describe('whom a version is for', () => {
  const nobody = { audienceRoles: [], audienceTeams: [], audienceTags: [] }
  const jo = { roles: ['coach'], teams: ['U12 Girls'], tags: [] }
  test('is everybody where it names nobody', () => expect(isFor(nobody, jo)).toBe(true))
  test('needs one of each list that names any', () => {
    expect(isFor({ ...nobody, audienceRoles: ['helper', 'coach'] }, jo)).toBe(true)
    expect(isFor({ ...nobody, audienceRoles: ['helper'] }, jo)).toBe(false)
    const both = { ...nobody, audienceRoles: ['coach'], audienceTeams: ['u12 girls '] }
    expect(isFor(both, jo)).toBe(true)
    expect(isFor({ ...both, audienceTags: ['online'] }, jo)).toBe(false)
  })
  test('is said in words', () => {
    expect(audienceInWords(nobody)).toBe('Everybody on the register')
    expect(
      audienceInWords({ ...nobody, audienceRoles: ['coach', 'helper'], audienceTeams: ['U12'] }),
    ).toBe('Coaches and helpers, of the team U12')
  })
})

describe('how a club stands to a policy', () => {
  const version = (number: number, change: 'material' | 'minor', from = -10) => ({
    ...{ id: `v${number}`, version: number, change, inForceFrom: day(from) },
  })
  const word = (versionId: string, decision: Said['decision'], at = -1): Said => ({
    ...{ versionId, decision, at: day(at) },
  })

  test('is that it waits, until the club says yes', () => {
    const versions = [version(1, 'material')]
    expect(standingOf(versions, [], now)).toMatchObject({
      ...{ followed: null, toAdopt: { version: { id: 'v1' }, said: null } },
    })
    const said = standingOf(versions, [word('v1', 'adopted')], now)
    expect(said).toMatchObject({ followed: { version: { id: 'v1' } }, toAdopt: null })
  })

  test('stays to do after "not yet", with why', () => {
    const said = standingOf([version(1, 'material')], [word('v1', 'not_yet')], now)
    expect(said).toMatchObject({ followed: null, toAdopt: { said: { decision: 'not_yet' } } })
  })

  test('goes on over a minor change, and not over a material one', () => {
    const adopted = [word('v1', 'adopted')]
    const minor = [version(1, 'material'), version(2, 'minor')]
    expect(standingOf(minor, adopted, now)).toMatchObject({
      ...{ followed: { version: { id: 'v2' } }, toAdopt: null },
    })
    const material = [...minor, version(3, 'material')]
    expect(standingOf(material, adopted, now)).toMatchObject({
      ...{ followed: { version: { id: 'v2' } }, toAdopt: { version: { id: 'v3' } } },
    })
    expect(saidTo(material, [word('v3', 'not_yet')], version(3, 'material'))).toMatchObject({
      decision: 'not_yet',
    })
  })

  test('does not go over a version that never came', () => {
    expect(
      saidTo(
        [version(1, 'material'), version(3, 'minor')],
        [word('v1', 'adopted')],
        version(3, 'minor'),
      ),
    ).toBeNull()
  })

  test('takes a yes to what is still to come, and goes by the one before until then', () => {
    const versions = [version(1, 'material'), version(2, 'material', 5)]
    const said = [word('v1', 'adopted'), word('v2', 'adopted')]
    expect(standingOf(versions, said, now)).toMatchObject({
      ...{ followed: { version: { id: 'v1' } }, coming: { id: 'v2' }, toAdopt: null },
    })
    expect(standingOf(versions, said, day(6))).toMatchObject({
      followed: { version: { id: 'v2' } },
    })
    expect(versionInForce(versions, now)?.id).toBe('v1')
    expect(versionInForce([version(1, 'minor', 1)], now)).toBeNull()
  })
})

describe('the texts to start from', () => {
  test('answer the rules on policies, each by one', () => {
    const rules = startingTexts.flatMap((text) => text.rules)
    expect(rules).toEqual(expect.arrayContaining(['G02', 'G03', 'G04', 'G05', 'G06', 'M14']))
    expect(new Set(rules).size).toBe(rules.length)
    expect(rules.filter((rule) => !isPolicyRule(rule))).toEqual([])
    expect(policyRules.map(({ id }) => id)).not.toContain('G07')
  })

  test.each(startingTexts)('$id can be read by a child of eleven', ({ markdown, shortVersion }) => {
    expect(readingAge(markdown)).toBeLessThanOrEqual(age_max)
    expect(readingAge(shortVersion)).toBeLessThanOrEqual(age_max)
  })

  test.each(startingTexts)(
    '$id says where it comes from, and leaves blanks that have to be filled',
    ({ title, markdown, shortVersion, sources, reviewed }) => {
      expect(sources.length).toBeGreaterThan(2)
      expect(Date.parse(reviewed)).toBeLessThanOrEqual(Date.now())
      const draft: DraftSays = {
        ...{ title, shortVersion, markdown, format: 'markdown', hasPdf: false },
        ...{ whatChanged: '', inForceFrom: '' },
      }
      const left = leftToDo(draft, true, '2026-11-25')
      expect(left).toMatchObject([{ field: 'markdown', message: /^Still to fill in: \[/ }])
      expect(shortVersion.length).toBeLessThanOrEqual(lengths_max.shortVersion)
    },
  )
})

test('the demo fills in every blank of what its body publishes', () => {
  for (const { text, blanks } of policies) {
    expect(placeholdersIn(startingTextById(text)?.markdown ?? '').toSorted()).toEqual(
      Object.keys(blanks).toSorted(),
    )
  }
})
