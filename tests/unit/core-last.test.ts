import { describe, expect, test } from 'vitest'
import { builtInProfiles } from '#lib/core/profiles/built-in-profiles'
import { findingHistory } from '#lib/core/finding-history'
import { healthOf } from '#lib/core/health'
import { decodeText } from '#lib/core/imports/decode-text'
import { eraseImportAt, importKept_days, unsaidKept_days } from '#lib/core/imports/limits'
import { columnKept } from '#lib/core/imports/states'
import { rulesAt, type PublishedRules } from '#lib/core/pack/published-rules'
import { effectiveAt } from '#lib/core/profiles/effective'
import type { Publication, RuleSource } from '#lib/core/profiles/publication'
import { claimState } from '#lib/core/proof/claim'
import { isUploaded, isVerifier } from '#lib/core/security-headers'
import { judgeClub, type SignedClub } from '#lib/core/sign-offs/judge-club'
import { byWord } from '#lib/core/sign-offs/judge-signed'
import { slugFrom } from '#lib/core/slug'
import { updateWords } from '#lib/core/update-words'

/** What else could be changed in the core without anybody’s noticing. */

const now = new Date('2026-11-25T12:00:00Z')
const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000)

describe('rules that come with a pack', () => {
  const [body, club] = [
    '11111111-1111-4111-8111-111111111111',
    '22222222-2222-4222-8222-222222222222',
  ]
  const from = '2026-01-01T00:00:00.000Z'
  const document = (controls: Publication['document']['controls']) => ({
    ...{ name: 'Rules', base: null, controls, equivalents: [], exempt: [] },
  })
  const published: PublishedRules = {
    sources: [
      {
        ...{ organisation: body, kind: 'governing_body', name: 'Body', starts_at: from },
        ends_at: '2026-12-01T00:00:00.000Z',
      },
      { organisation: club, kind: 'club', name: 'Club', starts_at: from, ends_at: null },
    ],
    publications: [
      {
        ...{ id: body, publisher: body, profile: 'body', version: 3, published_at: from },
        in_force_from: '2026-06-01T00:00:00.000Z',
        document: document({ Z01: { level: 'MUST' } }),
      },
      {
        ...{ id: club, publisher: club, profile: 'club', version: 1, published_at: from },
        ...{ in_force_from: from, document: document({ Z09: { level: 'MUST' } }) },
      },
    ],
  }
  const sources: RuleSource[] = [
    {
      ...{ organisationId: body, kind: 'governing_body', name: 'Body', startsAt: new Date(from) },
      endsAt: new Date('2026-12-01T00:00:00Z'),
    },
    { organisationId: club, kind: 'club', name: 'Club', startsAt: new Date(from), endsAt: null },
  ]
  const publications: Publication[] = [
    {
      ...{ id: body, publisherId: body, profile: 'body', version: 3, publishedAt: new Date(from) },
      inForceFrom: new Date('2026-06-01T00:00:00Z'),
      document: document({ Z01: { level: 'MUST' } }),
    },
    {
      ...{ id: club, publisherId: club, profile: 'club', version: 1, publishedAt: new Date(from) },
      ...{ inForceFrom: new Date(from), document: document({ Z09: { level: 'MUST' } }) },
    },
  ]

  test.each(['2026-05-31', '2026-06-01', '2026-11-30', '2026-12-02'])(
    'hold on %s as the product works them out',
    (day) => {
      const at = new Date(`${day}T12:00:00Z`)
      expect(rulesAt(published, at)).toEqual(effectiveAt(sources, publications, at).profile)
    },
  )

  test('are another body’s before its rules began and after it was left', () => {
    const [builtIn] = builtInProfiles
    const of = (day: string) => rulesAt(published, new Date(`${day}T12:00:00Z`))
    expect(of('2026-11-30')).toMatchObject({ id: 'body', version: 3 })
    expect(Object.keys(of('2026-11-30').controls).toSorted()).toEqual(['Z01', 'Z09'])
    expect(of('2026-05-31').id).toBe(builtIn.id)
    expect(of('2026-12-02').id).toBe(builtIn.id)
  })
})

describe('a club that is judged by what is signed and stated', () => {
  const [builtIn] = builtInProfiles
  const asks = (rule: 'G01' | 'M19' | 'M06', statement?: { lasts_days: number }) => ({
    ...builtIn,
    controls: {
      [rule]: { level: 'MUST' as const, parameters: {}, ...(statement && { statement }) },
    },
  })
  const club = (differs: Partial<SignedClub> = {}): SignedClub => ({
    ...{ answers: new Map(), words: new Map(), drilling: false, ofPeople: new Set() },
    ...{ exempt: new Map(), ...differs },
  })
  const said = (rule: 'G01' | 'M19' | 'M06', differs: Partial<SignedClub> = {}, days?: number) =>
    judgeClub(asks(rule, days === undefined ? undefined : { lasts_days: days }), club(differs), now)

  test('is exempt by what was said, whatever else there is', () => {
    const exempt = new Map([['G01', 'Does not apply.']])
    expect(said('G01', { exempt })).toMatchObject([
      { result: 'not_applicable', because: 'Does not apply.', until: null, changesAt: null },
    ])
  })

  test('has begun the drill or not, and is asked for a word only where one would do', () => {
    expect(said('M19', { drilling: true })).toMatchObject([
      { result: 'could_not_check', reason: 'nobody_asked' },
    ])
    expect(said('M19')).toMatchObject([{ result: 'not_met' }])
    expect(said('G01', { drilling: true })).toMatchObject([{ result: 'not_met' }])
    expect(said('G01', { drilling: true }, 30)).toMatchObject([{ reason: 'not_stated' }])
    expect(said('M06')).toMatchObject([{ result: 'could_not_check', reason: 'not_stated' }])
  })

  test('goes by a policy, with or without somebody who said so', () => {
    const by = (who: string | null) =>
      said('G01', { answers: new Map([['G01', { title: 'Ours', by: who, since: inDays(-1) }]]) })[0]
        ?.because
    expect(by('Robin')).toBe('By Robin, the club goes by “Ours” since 24 November 2026.')
    expect(by(null)).toBe('The club goes by “Ours” since 24 November 2026.')
  })

  test('takes a word, and says that somebody else has looked', () => {
    const word = { by: 'Robin', at: inDays(-1), until: inDays(9), verifiedBy: null }
    expect(byWord(word)).toMatchObject({
      ...{ proof: 'stated', because: 'Robin said so on 24 November 2026.' },
    })
    expect(byWord({ ...word, verifiedBy: 'Ines' })).toMatchObject({
      proof: 'verified',
      because: 'Robin said so on 24 November 2026. Ines has looked at it, too.',
    })
  })
})

describe('the bytes of a file', () => {
  const pairs = (count: number, pair: readonly [number, number]) =>
    Uint8Array.from({ length: count * 2 }, (_, index) => pair[index % 2] ?? 0)
  const encoding = (bytes: Uint8Array) => {
    const decoded = decodeText(bytes)
    return decoded.ok ? decoded.encoding : decoded.because
  }

  test('are two a letter where one half is nought nearly always and the other hardly ever', () => {
    expect(encoding(pairs(20, [0x61, 0]))).toBe('UTF-16')
    expect(encoding(pairs(20, [0, 0x61]))).toBe('UTF-16')
    const some = pairs(20, [0x61, 0x62])
    some[3] = 0
    expect(encoding(some)).toBe('not_text')
    const mixed = pairs(20, [0x61, 0])
    for (let at = 0; at < 12; at += 2) mixed[at] = 0
    expect(encoding(mixed)).toBe('not_text')
    const turned = pairs(20, [0, 0x61])
    for (let at = 1; at < 12; at += 2) turned[at] = 0
    expect(encoding(turned)).toBe('not_text')
  })
})

test('a file of people is kept for days, fewer while nobody has said what its columns are', () => {
  expect(eraseImportAt(now, true)).toEqual(inDays(importKept_days))
  expect(eraseImportAt(now, false)).toEqual(inDays(unsaidKept_days))
  expect(unsaidKept_days).toBeLessThan(importKept_days)
  expect([columnKept('columns', ''), columnKept('ready', 'name'), columnKept('ready', '')]).toEqual(
    [...[true, true, false]],
  )
})

test('a claim that is not due yet is missing, and late from its day on', () => {
  const need = (days: number) => ({ secondPerson: false, dueBy: inDays(days) })
  expect(claimState(null, need(1), now)).toBe('missing')
  expect(claimState(null, need(0), now)).toBe('late')
})

test('the log is late or stopped, and says why', () => {
  const facts = {
    ...{ databaseAnswers: true, queueAnswers: true, workerSeenAt: now, oldestDueAt: null },
  }
  const of = (oldestPendingAt: Date | null, trouble: string | null) => {
    const { ok, log, logTrouble } = healthOf({ ...facts, log: { oldestPendingAt, trouble } }, now)
    return [ok, log, logTrouble]
  }
  const ago = (ms: number) => new Date(now.getTime() - ms)
  expect(of(null, null)).toEqual([true, 'ok', null])
  expect(of(ago(900_000), null)).toEqual([true, 'ok', null])
  expect(of(ago(900_001), null)).toEqual([false, 'late', null])
  expect(of(null, 'No key.')).toEqual([false, 'stopped', 'No key.'])
})

test('a path is the verifier’s, or an uploaded file’s, by all of it', () => {
  const paths = ['/verify', '/verify.html', '/verify/', '/verify.htm', '/a/verify', '/']
  expect(paths.filter(isVerifier)).toEqual(['/verify', '/verify.html'])
  const [id, other] = ['0198c0de-aaaa', '0198c0de-bbbb']
  expect(isUploaded(`/hartley/policies/${id}/versions/${other}/file`)).toBe(true)
  expect(isUploaded(`/hartley/policies/versions/${other}/file`)).toBe(false)
})

test('a finding that closed otherwise than mended has no days clean', () => {
  const at = (days: number) => inDays(days)
  const opened = { event: 'opened' as const, closeReason: null, at: at(-9) }
  const odd = { event: 'reopened' as const, closeReason: 'mended', at: at(-5) }
  expect(findingHistory([opened, odd], now).mended).toEqual([])
})

test('a page speaks of what changed, and not where nothing was counted', () => {
  expect([updateWords(null, 1), updateWords(1, null)]).toEqual([
    ...['Updated just now.', 'Updated just now.'],
  ])
  expect(updateWords(1, 1)).toBe('')
})

test('a short name stands as it is, from three letters on', () => {
  expect([slugFrom('xyz'), slugFrom('xy')]).toEqual(['xyz', 'the-xy'])
})
