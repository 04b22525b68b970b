import { describe, expect, test } from 'vitest'
import { isDateField } from '#lib/core/imports/fields'
import { orderOf, readDate } from '#lib/core/imports/read-date'

/** What a cell says of a day, by single cases. */

describe('a date', () => {
  const said = (cell: string) => {
    const read = readDate(cell)
    if (read.kind === 'day') return [read.day, read.shows]
    return read.kind === 'either' ? [read.dayFirst, read.monthFirst] : null
  }

  test.each([
    [' 2024-02-01 ', '2024-02-01'],
    ['2024/2/1', '2024-02-01'],
    ['2024.02.01', '2024-02-01'],
    ['20240201', '2024-02-01'],
    ['2024-02-01T10:00:00Z', '2024-02-01'],
    ['2024-02-01 9:30', '2024-02-01'],
    ['2024-02-01 10:00:00.123 pm', '2024-02-01'],
    ['2024-02-01T10:00+01:00', '2024-02-01'],
    ['45323', '2024-02-01'],
    ['45323.75', '2024-02-01'],
    ['45323.5000001', '2024-02-01'],
    ['20000', '1954-10-03'],
    ['80500', '2120-05-25'],
    ['1 Feb 2024', '2024-02-01'],
    ['01-Feb-24', '2024-02-01'],
    ['Feb 1, 2024', '2024-02-01'],
    ['Thursday 1st of February, 2024', '2024-02-01'],
    ['1 sept 2024', '2024-09-01'],
    ['2 September 24', '2024-09-02'],
    ['3rd March 1999', '1999-03-03'],
    ['22nd Mar 79', '2079-03-22'],
    ['22nd Mar 80', '1980-03-22'],
    ['1 Jan 1900', '1900-01-01'],
    ['31 Dec 2199', '2199-12-31'],
    ['1/1/2024', '2024-01-01'],
  ])('%j is %s, in whatever order', (cell, day) => {
    expect(said(cell)).toEqual([day, null])
  })

  test.each([
    ['13/02/2024', ['2024-02-13', 'day_first']],
    ['02/13/2024', ['2024-02-13', 'month_first']],
    ['01/02/2024', ['2024-02-01', '2024-01-02']],
    ['1-2-24', ['2024-02-01', '2024-01-02']],
    ['1 2 2024', ['2024-02-01', '2024-01-02']],
  ])('%j is %j', (cell, read) => {
    expect(said(cell)).toEqual(read)
  })

  test.each([
    ...['', 'soon', '2024', 'x20240201', '20240201x', '2024020', '20240231', '19999', '80501'],
    ...['1234', '123456', '45323.', 'x2024-02-01', '2024-02-01x', '2024-13-01', '2024-02-30'],
    ...['1/2-2024', 'x1/2/2024', '1/2/2024x', '1/2/202', '32/13/2024', '31/12/1899', '1/1/2200'],
    ...['1 Feb', '1 Feb 2024 x', '1 2 Feb', '1x Feb 2024', 'x1 Feb 2024', '1st1 Feb 2024'],
    ...['1 Feb 202', '1 Feb x24', '1 Feb 24x', '1 Feb 20245', '31 Feb 2024', '1 Febr 2024'],
    ...['0 Feb 2024', '1 Janv 2024', 'Feb Feb 2024', '101 Feb 2024', '1 Jan 1899', '1 Jan 2200'],
  ])('%j is none', (cell) => {
    expect(said(cell)).toBeNull()
  })

  test('shows the order of its file where it can be read in one way only', () => {
    expect(orderOf(['13/02/2024', '01/02/2024'])).toEqual({ order: 'day_first', asked: false })
    expect(orderOf(['02/13/2024', '1 Feb 2024'])).toEqual({ order: 'month_first', asked: false })
    expect(orderOf(['01/02/2024', '1 Feb 2024'])).toEqual({ order: null, asked: true })
    expect(orderOf(['13/02/2024', '02/13/2024'])).toEqual({ order: null, asked: true })
    expect(orderOf(['1 Feb 2024', 'soon'])).toEqual({ order: null, asked: false })
    expect(orderOf([])).toEqual({ order: null, asked: false })
  })

  test('fills fields that are days, and no others', () => {
    expect((['record_check_issued', 'first_aid_expires'] as const).map(isDateField)).toEqual([
      ...[true, true],
    ])
    expect((['name', 'email', 'online'] as const).map(isDateField)).toEqual([false, false, false])
  })
})
