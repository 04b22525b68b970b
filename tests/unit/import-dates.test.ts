import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayOf, orderOf, readDate } from '#lib/core/imports/read-date'

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July']
const more = ['August', 'September', 'October', 'November', 'December']
const names = [...months, ...more]

/** One of a text's letters. */
const oneOf = (letters: string) => fc.constantFrom(...Array.from(letters))

const any = fc
  .date({ min: new Date('1980-01-01'), max: new Date('2079-12-31'), noInvalidDate: true })
  .map((at) => at.toISOString().slice(0, 10))

const parts = (day: string) => {
  const [year = '', month = '', of = ''] = day.split('-')
  const name = names[Number(month) - 1] ?? ''
  return { year, month, of, short: String(Number(of)), name }
}

/** A day as people and programs write it, in one way only. */
const forms: readonly [string, (day: string) => string][] = [
  ['ISO', (day) => day],
  ['ISO with its time', (day) => `${day}T00:00:00.000Z`],
  ['with slashes, the year first', (day) => day.replaceAll('-', '/')],
  ['without anything between', (day) => day.replaceAll('-', '')],
  [
    'a short month',
    (day) => `${parts(day).short} ${parts(day).name.slice(0, 3)} ${parts(day).year}`,
  ],
  [
    'as Excel',
    (day) => `${parts(day).of}-${parts(day).name.slice(0, 3)}-${parts(day).year.slice(2)}`,
  ],
  ['American words', (day) => `${parts(day).name} ${parts(day).short}, ${parts(day).year}`],
  ['a serial number', (day) => String(Date.parse(day) / 86_400_000 + 25_569)],
]

describe('a day', () => {
  test.each(forms)('is read where it is written as %s', (_name, write) => {
    fc.assert(
      fc.property(any, (day) => {
        expect(readDate(write(day))).toEqual({ kind: 'day', day, shows: null })
      }),
    )
  })

  test('in numbers alone is read by the order of its file, and in no other', () => {
    fc.assert(
      fc.property(any, (day) => {
        const { year, month, of } = parts(day)
        expect(dayOf(`${of}/${month}/${year}`, 'day_first')).toBe(day)
        expect(dayOf(`${month}.${of}.${year}`, 'month_first')).toBe(day)
        const order = orderOf([`${of}/${month}/${year}`])
        if (Number(of) > 12) expect(order).toEqual({ order: 'day_first', asked: false })
        else expect(order).toEqual({ order: null, asked: of !== month })
      }),
    )
  })

  test.each([
    ['31/02/2024', 'day_first', null],
    ['13/02/2024', 'month_first', null],
    ['02/13/2024', 'month_first', '2024-02-13'],
    ['29/02/2023', 'day_first', null],
    ['1st February 2024', 'day_first', '2024-02-01'],
    ['Thursday 1st of Feb 2024', 'day_first', '2024-02-01'],
    ['01/02/2024 00:00', 'day_first', '2024-02-01'],
    ['1 2 24', 'day_first', '2024-02-01'],
    ['45292.5', 'day_first', '2024-01-01'],
    ['12345', 'day_first', null],
    ['soon', 'day_first', null],
    ['2024', 'day_first', null],
    ['32 Jan 2024', 'day_first', null],
    ['', 'day_first', null],
  ] as const)('%j, %s, is %s', (cell, order, day) => {
    expect(dayOf(cell, order)).toBe(day)
  })

  test('is asked for where the dates of a file contradict each other', () => {
    expect(orderOf(['13/02/2024', '02/13/2024'])).toEqual({ order: null, asked: true })
    expect(orderOf(['01/02/2024', '2024-05-06', ''])).toEqual({ order: null, asked: true })
    expect(orderOf(['05/05/2024', '2024-05-06'])).toEqual({ order: null, asked: false })
    expect(orderOf(['01/02/2024', '14/02/2024'])).toEqual({ order: 'day_first', asked: false })
  })

  test('of any text is one or none, and never an error', () => {
    fc.assert(
      fc.property(fc.string({ unit: oneOf('0123456789/-. jan') }), (text) => {
        const said = dayOf(text, 'day_first')
        if (said !== null) expect(new Date(said).toISOString().slice(0, 10)).toBe(said)
      }),
      { numRuns: 1000 },
    )
  })
})
