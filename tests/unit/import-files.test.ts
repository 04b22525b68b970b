import { describe, expect, test } from 'vitest'
import { isAppError } from '#lib/core/errors'
import { decodeText } from '#lib/core/imports/decode-text'
import { importLimits } from '#lib/core/imports/limits'
import { chosenTwice, dateColumns, matchColumns } from '#lib/core/imports/match-columns'
import { openFile } from '#lib/core/imports/open-file'
import { plainCell } from '#lib/core/imports/plain-cell'
import { likelySeparator, readCsv } from '#lib/core/imports/read-csv'
import { importStates, worksIn } from '#lib/core/imports/states'

/** Files of people, by single cases with their exact answers. */

const bytesOf = (text: string) => new TextEncoder().encode(text)
const wide = (text: string, order: 'le' | 'be', mark: boolean) => {
  const codes = [...(mark ? [0xfeff] : []), ...Array.from(text, (each) => each.charCodeAt(0))]
  return Uint8Array.from(
    codes.flatMap((code) => (order === 'le' ? [code & 0xff, code >> 8] : [code >> 8, code & 0xff])),
  )
}

describe('the bytes of a file', () => {
  test.each([
    ['le', true],
    ['be', true],
    ['le', false],
    ['be', false],
  ] as const)('are read two a letter, %s, with a mark: %s', (order, mark) => {
    for (const text of ['Name,Email\r\nJo,jo@example.org', 'ab']) {
      expect(decodeText(wide(text, order, mark))).toEqual({
        ...{ ok: true, text, encoding: 'UTF-16' },
      })
    }
  })

  test('are read two a letter by their mark alone, whatever the letters are', () => {
    for (const order of ['le', 'be'] as const) {
      expect(decodeText(wide('日本語', order, true))).toMatchObject({ text: '日本語' })
    }
  })

  test('with some noughts, here and there, are no text', () => {
    const some = bytesOf('abcdefgh\0jk\0m')
    expect(decodeText(some)).toEqual({ ok: false, because: 'not_text' })
    const both = Uint8Array.from({ length: 40 }, (_, index) => (index % 4 < 2 ? 0 : 97))
    expect(decodeText(both)).toEqual({ ok: false, because: 'not_text' })
  })

  test('of Windows are read where they are no UTF-8: its own signs and the others', () => {
    const bytes = Uint8Array.from([0x80, 0x9f, 0xa0, 0xe9, 0x41])
    expect(decodeText(bytes)).toEqual({ ok: true, text: '€Ÿ\u00a0éA', encoding: 'Windows-1252' })
  })

  test('are empty, or a workbook by its first four and not by fewer', () => {
    expect(decodeText(new Uint8Array())).toEqual({ ok: false, because: 'empty' })
    expect(decodeText(bytesOf(' \n'))).toEqual({ ok: false, because: 'empty' })
    expect(decodeText(bytesOf('PK\u0003\u0004'))).toEqual({ ok: false, because: 'workbook' })
    expect(decodeText(bytesOf('PKX'))).toMatchObject({ ok: true, text: 'PKX' })
  })
})

describe('records', () => {
  test('are parted by what gives the most cells, and the same number in each', () => {
    expect(likelySeparator('a;b;c\nd;e;f\ng,h')).toBe(';')
    expect(likelySeparator('a,b;c\nd,e\nf,g')).toBe(',')
    expect(likelySeparator('a;b,c;d,e\nf;g\nh;i')).toBe(',')
    expect(likelySeparator('a,b\tc\nd\te\nf\tg')).toBe('\t')
    expect(likelySeparator('Name\na;b\nc;d')).toBe(',')
    expect(likelySeparator('one\ntwo')).toBe(',')
    expect(likelySeparator('a;b')).toBe(';')
    expect(likelySeparator('')).toBe(',')
  })

  test('are looked at up to the twentieth, and no further', () => {
    const rest = 'a,b;c\n'.repeat(19)
    expect(likelySeparator(`a,b;c\n${rest}${'x;y\n'.repeat(500)}`)).toBe(',')
  })

  test('end in any way, and nothing comes after the last', () => {
    const cells = (text: string) => readCsv(text).records.map((each) => each.cells)
    expect(cells('a,b\n')).toEqual([['a', 'b']])
    expect(cells('a,b\r\nc,d\re,f')).toEqual([
      ['a', 'b'],
      ['c', 'd'],
      ['e', 'f'],
    ])
    expect(cells('a,')).toEqual([['a', '']])
    expect(cells('"a ""b""",c')).toEqual([['a "b"', 'c']])
  })
})

describe('a file', () => {
  const header = 'Name,Email'
  const row = 'Jo,jo@example.org'
  const refusal = (bytes: Uint8Array) => {
    try {
      openFile(bytes)
    } catch (error) {
      if (isAppError(error)) return error.problems.map(({ field, message }) => [field, message])
      throw error
    }
    return null
  }
  const lines = (count: number) =>
    bytesOf([header, ...Array.from({ length: count }, () => row)].join('\n'))

  test('may be as large, as long and as wide as is said, and no more', () => {
    const { bytes, rows, columns } = importLimits
    const filled = (size: number) => {
      const file = new Uint8Array(size).fill(0x61)
      file.set(bytesOf(`${header}\n${row}\n`))
      return file
    }
    expect(refusal(filled(bytes))).toBeNull()
    expect(refusal(filled(bytes + 1))).toEqual([
      ['file', `This file is too large. It may have ${bytes / 1e6} MB.`],
    ])
    expect(refusal(lines(rows))).toBeNull()
    expect(refusal(lines(rows + 1))?.[0]?.[1]).toMatch(/^This file has more than /)
    const across = (count: number) =>
      bytesOf(`${Array.from({ length: count }, (_, index) => `c${index}`).join(',')}\n${row}`)
    expect(refusal(across(columns))).toBeNull()
    expect(refusal(across(columns + 1))?.[0]?.[1]).toMatch(/^This file has more than /)
  })

  test('with headings alone has nobody in it', () => {
    expect(refusal(bytesOf(header))).toEqual([
      ['file', 'There is nobody in this file, only headings.'],
    ])
  })

  test('has a heading for each column of any row', () => {
    expect(openFile(bytesOf(`Name,,Email\nJo,x,jo@example.org,more`)).headers).toEqual([
      ...['Name', 'Column 2', 'Email', 'Column 4'],
    ])
    expect(openFile(bytesOf(row)).headers).toEqual(['Column 1', 'Column 2'])
  })

  test('is worked on while it is checked and written', () => {
    expect(importStates.filter(worksIn)).toEqual(['checking', 'writing'])
  })
})

describe('a cell', () => {
  test.each([
    ['="0123"', '0123'],
    [' ="0123" ', '0123'],
    ['="a ""b"""', 'a "b"'],
    ['=" a"', 'a'],
    ['  a\u00a0 b\u200b ', 'a b'],
    [" '=a", '=a'],
    ['', ''],
  ])('%j is %j', (cell, plain) => {
    expect(plainCell(cell)).toBe(plain)
  })
})

describe('columns', () => {
  test('are known by their words, however they are written', () => {
    expect(matchColumns(['E-Mail Address', 'FIRST__NAME', 'Súrname', 'TeamName'])).toEqual([
      ...['email', 'first_name', 'last_name', 'teams'],
    ])
    expect(matchColumns(['  Email  ', 'Squad / Team', '*Name*'])).toEqual([
      ...['email', 'teams', 'name'],
    ])
  })

  test('of others, of numbers and of notes are nobody’s business', () => {
    const theirs = [
      'Parent email',
      'Phone name',
      'Team number',
      'Role ID',
      'DBS ref',
      'Email consent',
    ]
    expect(matchColumns(theirs)).toEqual(theirs.map(() => ''))
  })

  test('that were chosen twice are said, but for those that may stand in several', () => {
    expect(chosenTwice(['name', 'email', 'teams', 'teams', 'roles', 'roles', '', ''])).toEqual([])
    expect(chosenTwice(['name', 'email', 'name', 'email', 'name'])).toEqual([
      ...['name', 'email', 'name'],
    ])
  })

  test('of days are found by their place', () => {
    expect(dateColumns(['name', 'record_check_issued', '', 'first_aid_expires', 'other'])).toEqual([
      1, 3,
    ])
  })
})
