import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checksDue, daysInShort } from '#lib/core/checks-due'

const at = (text: string) => new Date(`${text}Z`)
const week = { from: at('2026-11-02T00:00'), until: at('2026-11-09T00:00') }
const connection = { id: 'c', connectedAt: at('2026-10-01T00:00'), disconnectedAt: null }
const check = (time: string, complete = true) => ({
  connectionId: 'c',
  readAt: at(time),
  whole: true,
  complete,
})

test('a day without a complete check is named, even where a check ran', () => {
  const [row] = checksDue(
    [connection],
    [check('2026-11-02T03:12'), check('2026-11-03T03:12', false), check('2026-11-05T23:59')],
    week,
  )
  expect(row).toEqual({
    connection: 'c',
    due: 7,
    ran: 3,
    complete: 2,
    daysWithout: ['2026-11-03', '2026-11-04', '2026-11-06', '2026-11-07', '2026-11-08'],
  })
})

test('nothing was due before an account was connected, nor after it was disconnected', () => {
  const short = {
    id: 'c',
    connectedAt: at('2026-11-04T18:00'),
    disconnectedAt: at('2026-11-05T09:00'),
  }
  expect(checksDue([short], [], week)[0]?.daysWithout).toEqual(['2026-11-04', '2026-11-05'])
  const later = { ...connection, connectedAt: at('2026-12-01T00:00') }
  expect(checksDue([later], [], week)[0]?.due).toBe(0)
})

test('a check that was asked for and never read counts as nothing', () => {
  const never = { connectionId: 'c', readAt: null, whole: true, complete: null }
  expect(checksDue([connection], [never], week)[0]).toMatchObject({ ran: 0, complete: 0 })
})

test('a check of a part of the account is none of the account', () => {
  const part = { ...check('2026-11-02T03:12'), whole: false }
  expect(checksDue([connection], [part], week)[0]).toMatchObject({ ran: 0, complete: 0 })
  expect(daysInShort([connection], [part], week)).toMatchObject({ due: 7, without: 7 })
})

test('in short, a day counts once however many accounts there are, beside all days', () => {
  const short = { ...connection, id: 'd', connectedAt: at('2026-11-08T18:00') }
  expect(daysInShort([short], [], week)).toEqual({ days: 7, due: 1, without: 1 })
  const read = { ...check('2026-11-08T19:00'), connectionId: 'd' }
  expect(daysInShort([short], [read], week)).toEqual({ days: 7, due: 1, without: 0 })
  expect(daysInShort([connection, short], [read], week)).toEqual({ days: 7, due: 7, without: 7 })
  expect(daysInShort([], [], week)).toEqual({ days: 7, due: 0, without: 0 })
})

test('no set of checks gives more days without than days due', () => {
  const times = fc.date({
    min: at('2026-10-20T00:00'),
    max: at('2026-11-20T00:00'),
    noInvalidDate: true,
  })
  fc.assert(
    fc.property(fc.array(fc.tuple(times, fc.boolean())), (made) => {
      const checks = made.map(([readAt, complete]) => ({
        ...{ connectionId: 'c', readAt },
        ...{ whole: true, complete },
      }))
      const row = checksDue([connection], checks, week)[0]
      expect(row?.daysWithout.length).toBeLessThanOrEqual(row?.due ?? 0)
    }),
  )
})
