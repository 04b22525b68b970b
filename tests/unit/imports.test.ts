import { stringify } from 'csv-stringify/sync'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeText } from '#lib/core/imports/decode-text'
import { matchColumns, missingColumns } from '#lib/core/imports/match-columns'
import { plainCell } from '#lib/core/imports/plain-cell'
import { readCsv, separators } from '#lib/core/imports/read-csv'
import { textsOf } from '#lib/core/imports/read-row'
import { importStates, mayImport } from '#lib/core/imports/states'

/** One of a text's letters. */
const oneOf = (letters: string) => fc.constantFrom(...Array.from(letters))

const utf8 = (text: string) => new TextEncoder().encode(text)

describe('the bytes of a file', () => {
  const text = 'Name;Straße\r\nZoë Núñez;“Höhe” – €\r\n'
  const wide = (order: 'le' | 'be', mark: boolean) => {
    const units = Array.from(mark ? `\uFEFF${text}` : text, (each) => each.charCodeAt(0))
    const bytes = units.flatMap((unit) => [unit & 0xff, unit >> 8])
    return new Uint8Array(
      order === 'le' ? bytes : units.flatMap((unit) => [unit >> 8, unit & 0xff]),
    )
  }
  const latin = Uint8Array.from([
    ...utf8('Zo'),
    ...[0xeb, 0x20, 0x80, 0x20, 0x96, 0x20, 0x93, 0x94],
  ])

  test.each([
    ['UTF-8', utf8(text), text],
    ['UTF-8', utf8(`\uFEFF${text}`), text],
    ['UTF-16', wide('le', true), text],
    ['UTF-16', wide('be', true), text],
    ['UTF-16', wide('le', false), text],
    ['UTF-16', wide('be', false), text],
    ['Windows-1252', latin, 'Zoë € – “”'],
  ])('are read as %s', (encoding, bytes, expected) => {
    expect(decodeText(bytes)).toEqual({ ok: true, encoding, text: expected })
  })

  test.each([
    ['empty', new Uint8Array()],
    ['empty', utf8(' \r\n')],
    ['workbook', Uint8Array.from([0x50, 0x4b, 3, 4, 1])],
    ['workbook', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0])],
    ['not_text', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 1, 7])],
  ])('that are %s are said to be so', (because, bytes) => {
    expect(decodeText(bytes)).toEqual({ ok: false, because })
  })
})

describe('records', () => {
  const cell = fc.string({ unit: oneOf('ab"\'\r\n,;\t =é') })
  const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1 })

  test.each(separators)('parted by %j come back as they were written', (separator) => {
    fc.assert(
      fc.property(table, (rows) => {
        const text = stringify(rows, {
          delimiter: separator,
          record_delimiter: '\r\n',
          quoted: true,
        })
        const full = rows
          .map((cells, index) => ({ number: index + 2, cells }))
          .filter(({ cells }) => cells.some((each) => each.trim() !== ''))
        expect(readCsv(`sep=${separator}\r\n${text}`)).toEqual({
          ...{ separator, records: full, unclosed: null },
        })
      }),
    )
  })

  test('are parted by whatever parts the first ones into most cells', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...separators),
        fc.array(fc.constantFrom('Sam, Jo', 'a; b', '31,5', 'x')),
        (separator, words) => {
          const rows = [['Name', 'Email', 'Team'], ...words.map((word) => [word, 'a@b.c', 'T'])]
          const text = stringify(rows, { delimiter: separator })
          expect(readCsv(text).separator).toBe(separator)
        },
      ),
    )
  })

  test.each([
    ['any line end', 'a,b\rc,d\ne,f\r\ng,h', [1, 2, 3, 4]],
    ['empty lines, which count', 'a,b\n\n,\nc,d\n', [1, 4]],
    ['lines inside quotation marks', 'a,"b\nb"\nc,d\n', [1, 2]],
  ])('have %s', (_what, text, numbers) => {
    expect(readCsv(text).records.map(({ number }) => number)).toEqual(numbers)
  })

  test('keep what stands where none should, and say which quotation never closes', () => {
    expect(readCsv('a,"b" c,d"e\n').records[0]?.cells).toEqual(['a', 'b c', 'd"e'])
    expect(readCsv('a,b\nc,"d\ne,f\n')).toMatchObject({ unclosed: 2 })
    expect(readCsv('a,b,\n').records[0]?.cells).toEqual(['a', 'b', ''])
  })

  test('of any text at all are read, and each letter of it is in one of them', () => {
    fc.assert(
      fc.property(fc.string({ unit: oneOf('xy"\r\n,;\t') }), (text) => {
        const { records } = readCsv(text)
        const kept = records
          .flatMap(({ cells }) => cells)
          .join('')
          .replaceAll(/[^xy]/g, '')
        expect(kept).toBe(text.replaceAll(/[^xy]/g, ''))
      }),
      { numRuns: 500 },
    )
  })
})

test.each([
  ['="0123"', '0123'],
  ['"=""x"""', '"=""x"""'],
  ['  Sam\u00a0 Okafor \u200b', 'Sam Okafor'],
  ["'=1+1", '=1+1'],
  ['Zoe\u0308', 'Zoë'],
])('of the cell %j stays %j', (cell, plain) => {
  expect(plainCell(cell)).toBe(plain)
})

describe('columns', () => {
  test.each([
    ['E-mail', 'email'],
    ['Email Address', 'email'],
    ['Primary email', 'email'],
    ["Parent's email", ''],
    ['Emergency contact email', ''],
    ['FirstName', 'first_name'],
    ['Forename(s)', 'first_name'],
    ['Surname', 'last_name'],
    ['Full name', 'name'],
    ['Member', 'name'],
    ['Club name', ''],
    ['Squad', 'teams'],
    ['Club role', 'roles'],
    ['DBS issue date', 'record_check_issued'],
    ['DBS Expiry', 'record_check_expires'],
    ['DBS number', ''],
    ['PVG valid to', 'record_check_expires'],
    ['Safeguarding course date', 'safeguarding_training_issued'],
    ['Time to Listen training expires', 'officer_training_expires'],
    ['First Aid expiry date', 'first_aid_expires'],
    ['Coaching licence renewal', 'coaching_licence_expires'],
    ['Date of birth', ''],
    ['Mobile', ''],
    ['Coaches under-18s online', 'online'],
  ])('%s is %j', (header, field) => {
    expect(matchColumns([header])).toEqual([field])
  })

  test('a field is filled by one column, but teams and roles by several', () => {
    const headers = ['Email', 'Contact email', 'Team', 'Squad']
    expect(matchColumns(headers)).toEqual(['email', '', 'teams', 'teams'])
    expect(textsOf(['a@b.c', 'x', 'Under 12s', 'Tuesday'], matchColumns(headers), null)).toEqual({
      ...{ email: 'a@b.c', teams: 'Under 12s, Tuesday' },
    })
  })

  test('names and addresses must be there', () => {
    expect(missingColumns(['first_name', '', 'email'])).toHaveLength(1)
    expect(missingColumns(['first_name', 'last_name', 'email'])).toEqual([])
    expect(missingColumns(['', ''])).toHaveLength(2)
  })
})

test('a file is changed only before it is written', () => {
  for (const state of importStates) {
    const before = ['columns', 'checking', 'ready'].includes(state)
    expect(mayImport('withdraw', state)).toBe(before)
    expect(mayImport('confirm', state)).toBe(state === 'ready')
    expect(mayImport('mend_row', state)).toBe(state === 'ready')
    expect(mayImport('choose_columns', state)).toBe(before && state !== 'checking')
  }
})
