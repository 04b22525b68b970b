import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { suggestClub } from '#lib/core/suggest-club'
import { choicesFromForm, meetingField } from '#lib/meetings/sorting-form'
import { missingScopes } from '#lib/zoom-connections/needed-scopes'
import { open, seal } from '#lib/zoom-connections/token-seal'

vi.hoisted(() => {
  const key = (byte: number) => Buffer.alloc(32, byte).toString('base64')
  process.env.TOUCHLINE_SEALING_KEYS = `new:${key(1)},old:${key(2)}`
})

describe('a sealed value', () => {
  const place = { table: 'zoom_tokens', column: 'access', organisationId: 'o1', rowId: 'r1' }

  test('opens where it was sealed, and is another text each time', () => {
    const [one, two] = [seal('secret', place), seal('secret', place)]
    expect(open(one, place)).toBe('secret')
    expect(one.keyId).toBe('new')
    expect(one.sealed).not.toBe(two.sealed)
    expect(Buffer.from(one.sealed, 'base64').toString('latin1')).not.toContain('secret')
  })

  test.each([
    ['another table', { table: 'other' }],
    ['another column', { column: 'refresh' }],
    ['another organisation', { organisationId: 'o2' }],
    ['another row', { rowId: 'r2' }],
    ['a place that is spelt alike', { table: 'zoom_tokensa', column: 'ccess' }],
  ])('does not open in %s', (_, moved) => {
    const kept = seal('secret', place)
    expect(() => open(kept, { ...place, ...moved })).toThrow()
  })

  test('does not open once a byte was changed, under another key, or under one that is gone', () => {
    const kept = seal('secret', place)
    const bytes = Buffer.from(kept.sealed, 'base64')
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1
    expect(() => open({ ...kept, sealed: bytes.toString('base64') }, place)).toThrow()
    expect(() => open({ ...kept, keyId: 'old' }, place)).toThrow()
    expect(() => open({ ...kept, keyId: 'gone' }, place)).toThrow(/TOUCHLINE_SEALING_KEYS/)
  })
})

describe('what Zoom granted', () => {
  const all = 'user:read:user user:read:settings meeting:read:list_meetings meeting:read:meeting'

  test('is enough in granular scopes or in the older ones', () => {
    expect(missingScopes(all)).toEqual([])
    expect(missingScopes('user:read meeting:read')).toEqual([])
  })

  test('is compared whole: a longer name is not the shorter one', () => {
    const missing = missingScopes(all.replace('user:read:settings', 'user:read:settings:extra'))
    expect(missing.map(({ scope }) => scope)).toEqual(['user:read:settings'])
    expect(missingScopes('')).toHaveLength(4)
  })
})

describe('the sorting form', () => {
  const field = meetingField

  test('keeps what was chosen, and leaves out what was not', () => {
    const entries: [string, string][] = [
      [field('m1'), 'private'],
      [field('m2'), 'club-a'],
      [field('m2'), 'club-b'],
      [field('m3'), 'unsorted'],
      ['$ACTION_ID', 'x'],
    ]
    expect(choicesFromForm(entries)).toEqual([
      { meetingId: 'm1', sorted: 'private', clubIds: [] },
      { meetingId: 'm2', sorted: 'session', clubIds: ['club-a', 'club-b'] },
      { meetingId: 'm3', sorted: 'unsorted', clubIds: [] },
    ])
  })

  test('names the meeting that is said to be both private and a session', () => {
    const both: [string, string][] = [
      [field('m1'), 'private'],
      [field('m1'), 'club-a'],
    ]
    expect(() => choicesFromForm(both)).toThrow(
      expect.objectContaining({
        code: 'invalid_input',
        problems: [{ field: field('m1'), message: expect.any(String) }],
      }),
    )
  })

  test('says so where nothing was chosen', () => {
    expect(() => choicesFromForm([])).toThrow(expect.objectContaining({ code: 'invalid_input' }))
  })
})

describe('a suggestion from a meeting’s name', () => {
  const clubs = [{ name: 'Hartley Gymnastics Club' }, { name: 'Kingsmead Swimming Club' }]

  test('is the club that is named', () => {
    expect(suggestClub('hartley U12 conditioning', clubs)).toBe(clubs[0])
  })

  test.each([null, '', 'Gymnastics club online', 'Hartley v Kingsmead', 'Dentist'])(
    'is nothing for %j',
    (topic) => {
      expect(suggestClub(topic, clubs)).toBeUndefined()
    },
  )
})

test('a connection ends in one place, whoever says so', () => {
  const lib = new URL('../../lib', import.meta.url).pathname
  const files = readdirSync(lib, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => ({ path, text: readFileSync(join(lib, path), 'utf8') }))
  const holding = (text: string) =>
    files.filter((file) => file.text.includes(text)).map(({ path }) => path)
  expect(holding("state: 'disconnected',")).toEqual(['zoom-connections/end-reading.ts'])
  expect(holding('await endConnection(').toSorted()).toEqual([
    'zoom-accounts/disconnect-account.ts',
    'zoom-connections/disconnect-connection.ts',
    'zoom-connections/mark-disconnected.ts',
    'zoom-events/act-on.ts',
  ])
})
