import { describe, expect, test } from 'vitest'
import type { Context, OrganisationKind } from '#lib/context'
import * as paths from '#lib/core/paths'
import type { Role } from '#lib/core/permissions'
import { codeLength, signInLimits, windowStart } from '#lib/core/sign-in-limits'
import { codeFrom, normaliseCode } from '#lib/core/typed-code'
import { whoLabel } from '#lib/core/who-label'
import { tabsOf } from '../../app/[organisation]/tabs-of'

describe('a code', () => {
  test('is read out in two halves, from characters that are not mistaken', () => {
    const every = Uint8Array.from({ length: 256 }, (_, byte) => byte)
    expect(new Set(codeFrom(every).replace('-', '')).size).toBe(32)
    expect(codeFrom(every)).not.toMatch(/[ILOU]/)
    expect(codeFrom(new Uint8Array(codeLength))).toBe('0000-0000')
  })

  test.each([
    ['7KQM-X4R9', '7KQMX4R9'],
    [' 7kqm x4r9 ', '7KQMX4R9'],
    ['7KQM–X4R9', '7KQMX4R9'],
    ['oOiIlL11', '00111111'],
    ['7KQMX4R', null],
    ['7KQM-X4R99', null],
    ['7KQM-X4U9', null],
    ['', null],
  ])('typed as %j is %j', (typed, code) => {
    expect(normaliseCode(typed, codeLength)).toBe(code)
  })
})

test('a window of a limit begins on its own clock, and the next begins anew', () => {
  const limit = signInLimits.codesAnAddress
  const at = (time: string) => windowStart(limit, new Date(time)).toISOString()
  expect(at('2026-11-24T14:14:59.999Z')).toBe('2026-11-24T14:00:00.000Z')
  expect(at('2026-11-24T14:15:00Z')).toBe('2026-11-24T14:15:00.000Z')
})

describe('who is signed in', () => {
  const club = { kind: 'club', name: 'Hartley Gymnastics' }
  const body = { kind: 'governing_body', name: 'National Gymnastics' }

  test.each([
    [[club, { ...club, name: 'Riverside' }], 'Sam · 2 clubs'],
    [[club], 'Sam · Hartley Gymnastics'],
    [[body], 'Sam · National Gymnastics'],
    [[body, club], 'Sam · 1 club'],
    [[], 'Sam'],
  ])('%j is shown as %s', (belongings, label) => {
    expect(whoLabel('Sam Okafor', belongings)).toBe(label)
  })
})

describe('the screens one has', () => {
  const context = (
    kind: OrganisationKind,
    roles: Role[],
    coachId: string | null = null,
  ): Context => ({
    organisation: { id: 'o', kind, name: 'Hartley', slug: 'hartley' },
    actor: { kind: 'user', userId: 'u', name: 'Sam', email: 'sam@example.org' },
    roles,
    coachId,
    now: new Date('2026-11-24T14:00:00Z'),
  })
  const labels = (ctx: Context) => tabsOf('hartley', ctx).map(({ label }) => label)
  const ofClub = [
    ...['Home', 'Coaches', 'Sessions', 'Zoom', 'Rules', 'Policies', 'Evidence', 'People'],
  ]

  test.each([
    ['club', ['welfare_officer'], ofClub],
    ['club', ['coach', 'administrator'], ofClub],
    [
      'governing_body',
      ['safeguarding_lead'],
      ['Clubs', 'Requests', 'Risks', 'Rules', 'Policies', 'People'],
    ],
    ['region', ['safeguarding_lead'], ['Clubs', 'Risks', 'Rules', 'Policies', 'People']],
    ['person', ['person'], ['To do', 'Zoom', 'My details']],
  ] as const)('in a %s as %j are %j', (kind, roles, found) => {
    expect(labels(context(kind, [...roles]))).toEqual(found)
  })

  test('as a coach only are one’s own, and what the club asks to be read', () => {
    const tabs = tabsOf('hartley', context('club', ['coach'], 'c1'))
    const found = [paths.me(), paths.coach('hartley', 'c1'), paths.policies('hartley')]
    expect(tabs.map(({ href }) => href)).toEqual(found)
  })
})
