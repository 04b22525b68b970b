import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { joinCodeBytes, joinCodeFrom, normaliseJoinCode } from '#lib/core/join-code'
import { numberedSlug, slug, slugFrom, slugLengthMax } from '#lib/core/slug'

describe('a slug from a name', () => {
  test.each([
    ['Hartley Gymnastics Club', 'hartley-gymnastics-club'],
    ['St. Mary’s  Ünited (U12)', 'st-marys-united-u12'],
    ['  --Élan--  ', 'elan'],
    ['Клуб', 'organisation'],
    ['AB', 'the-ab'],
    ['Zoom', 'the-zoom'],
    [
      'A very long name that goes on and on until nobody reads it',
      'a-very-long-name-that-goes-on-and-on-unt',
    ],
  ])('%j becomes %j', (name, expected) => {
    expect(slugFrom(name)).toBe(expected)
  })

  test('is a slug whatever the name, and stays one with any number', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 2, max: 99_999 }), (name, n) => {
        expect(slug.safeParse(slugFrom(name)).success).toBe(true)
        expect(slug.safeParse(numberedSlug(slugFrom(name), n)).success).toBe(true)
      }),
    )
  })

  test('is never longer than an address shows', () => {
    expect(slugFrom('x'.repeat(500))).toHaveLength(slugLengthMax)
    expect(numberedSlug('x'.repeat(slugLengthMax), 12)).toHaveLength(slugLengthMax)
  })
})

describe('a body’s code', () => {
  const code = fc.uint8Array({ minLength: joinCodeBytes, maxLength: joinCodeBytes })

  test('is read back as it was made, in any case, with or without its hyphen', () => {
    fc.assert(
      fc.property(code, (bytes) => {
        const shown = joinCodeFrom(bytes)
        const meant = shown.replace('-', '')
        expect(normaliseJoinCode(shown)).toBe(meant)
        expect(normaliseJoinCode(` ${meant.toLowerCase()} `)).toBe(meant)
        expect(normaliseJoinCode(shown.replaceAll('0', 'O').replaceAll('1', 'l'))).toBe(meant)
      }),
    )
  })

  test('uses every one of 32 characters: 50 bits and no fewer', () => {
    const seen = new Set(
      Array.from({ length: 256 }, (_, byte) => joinCodeFrom(new Uint8Array(10).fill(byte))[0]),
    )
    expect(seen.size).toBe(32)
  })

  test.each(['', 'ABCDE-FGHJ', 'ABCDE-FGHJKM', 'ABCDE-FGHJU', 'АBCDE-FGHJK'])(
    '%j is none',
    (typed) => {
      expect(normaliseJoinCode(typed)).toBeNull()
    },
  )
})
