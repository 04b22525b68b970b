import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CoachState } from '#lib/core/coach-status'
import type { Face } from '#lib/core/status'
import {
  toDoHeadline,
  toDoList,
  type OwnConnection,
  type OwnFinding,
  type OwnStanding,
} from '#lib/core/to-do'

const now = new Date('2026-11-25T18:00:00Z')

const finding = (change: Partial<OwnFinding> = {}): OwnFinding => ({
  findingId: 'f',
  control: 'Z02',
  level: 'MUST',
  headline: 'Anyone with the link can walk in',
  session: null,
  openedAt: now,
  lastSeenAt: now,
  ...change,
})

const standing = (change: Partial<OwnStanding> = {}): OwnStanding => ({
  name: 'Hartley',
  slug: 'hartley',
  status: { state: 'up_to_date', face: 'met', words: 'Up to date' },
  open: [],
  sessions: [],
  ...change,
})

const is = (state: CoachState, face: Face) => ({ status: { state, face, words: '' } })

const connection = (change: Partial<OwnConnection> = {}): OwnConnection => ({
  state: 'connected',
  disconnectReason: null,
  lastCompleteAt: now,
  unsorted: 0,
  missing: [],
  clubs: [{ slug: 'hartley', shared: true }],
  ...change,
})

describe('what a coach has to do about Zoom', () => {
  it.each<[string, OwnConnection[], OwnStanding[]]>([
    ['connect', [], [standing(is('not_connected', 'not_checked'))]],
    ['connect_again', [connection({ state: 'disconnected' })], [standing()]],
    ['grant_more', [connection({ missing: ['settings'] })], [standing()]],
    ['share', [connection({ clubs: [{ slug: 'hartley', shared: false }] })], [standing()]],
    ['share', [connection()], [standing(), standing({ slug: 'northgate' })]],
    ['grant_more', [connection(), connection({ missing: ['settings'] })], [standing()]],
    ['connected', [connection(), connection({ clubs: [] })], [standing()]],
    [
      'connected',
      [connection()],
      [standing(), standing({ slug: 'northgate', ...is('not_needed', 'not_applicable') })],
    ],
    [
      'connected',
      [
        connection({
          clubs: [
            { slug: 'hartley', shared: true },
            { slug: 'northgate', shared: true },
          ],
        }),
      ],
      [standing(), standing({ slug: 'northgate' })],
    ],
    ['connected', [connection(), connection({ state: 'disconnected' })], [standing()]],
    ['none', [], [standing(is('not_needed', 'not_applicable'))]],
    ['none', [], []],
  ])('is %s', (zoom, connections, standings) => {
    expect(toDoList(connections, standings).zoom).toBe(zoom)
  })
})

describe('things to mend', () => {
  it('are one thing where two clubs ask for the same, and two where one club has two', () => {
    const list = toDoList(
      [connection()],
      [
        standing({ open: [finding(), finding({ control: 'Z01' })] }),
        standing({ name: 'Northgate', slug: 'northgate', open: [finding({ findingId: 'g' })] }),
      ],
    )
    expect(list.must.map(({ clubs, slug }) => [clubs, slug])).toEqual([
      [['Hartley', 'Northgate'], 'hartley'],
      [['Hartley'], 'hartley'],
    ])
    const twice = toDoList([], [standing({ open: [finding(), finding({ findingId: 'g' })] })])
    expect(twice.must).toHaveLength(2)
  })

  it('come in the order in which they matter: the next session, the account, the rest', () => {
    const session = (sessionId: string) => finding({ session: { sessionId, topic: sessionId } })
    const { must } = toDoList(
      [connection()],
      [
        standing({
          open: [session('never'), finding(), session('later'), session('tonight')],
          sessions: [
            { sessionId: 'later', startsAt: new Date('2026-11-27T18:00:00Z') },
            { sessionId: 'tonight', startsAt: new Date('2026-11-25T19:00:00Z') },
          ],
        }),
      ],
    )
    expect(must.map((each) => each.finding.session?.sessionId)).toEqual([
      'tonight',
      'later',
      undefined,
      'never',
    ])
  })

  it('a link that was posted is apart from them, and counted', () => {
    const session = { sessionId: 'tonight', topic: 'Squad' }
    const list = toDoList(
      [connection()],
      [standing({ open: [finding({ session }), finding({ control: 'M02', session })] })],
    )
    expect(list.posted.map((each) => each.finding.control)).toEqual(['M02'])
    expect(list.must.map((each) => each.finding.control)).toEqual(['Z02'])
    expect(toDoHeadline(list)).toBe('2 things left to do')
  })

  it('that are only advice are not counted as left to do', () => {
    const list = toDoList([connection()], [standing({ open: [finding({ level: 'SHOULD' })] })])
    expect(list).toMatchObject({ left: 0, minutes: 0 })
    expect(list.should).toHaveLength(1)
    const must = toDoList([connection()], [standing({ open: [finding()] })])
    expect(must.should).toEqual([])
  })
})

describe('the headline', () => {
  it('counts what is left, with the time that it takes', () => {
    const list = toDoList([connection({ unsorted: 3 })], [standing({ open: [finding()] })])
    expect(toDoHeadline(list)).toBe('2 things left to do')
    expect(list.minutes).toBe(3)
    const posted = { control: 'M02', session: { sessionId: 'tonight', topic: 'Squad' } }
    const urgent = [finding(posted), finding({ ...posted, findingId: 'g' })]
    expect(toDoList([connection()], [standing({ open: urgent })]).minutes).toBe(30)
    const gone = connection({ state: 'disconnected', unsorted: 3 })
    expect(toDoList([connection(), gone], [standing()])).toMatchObject({ unsorted: 0, left: 0 })
    const one = toDoList([], [standing(is('not_connected', 'not_checked'))])
    expect(toDoHeadline(one)).toBe('1 thing left to do')
  })

  it('is an all clear only where every club knows all it must', () => {
    const face = fc.constantFrom<Face>(
      ...(['met', 'could_not_check', 'out_of_date', 'not_checked', 'not_met'] as const),
    )
    fc.assert(
      fc.property(
        fc.array(face, { maxLength: 3 }),
        fc.integer({ max: 2, min: 0 }),
        (faces, few) => {
          const standings = faces.map((each) => standing(is('up_to_date', each)))
          const headline = toDoHeadline(toDoList([connection({ unsorted: few })], standings))
          const sure = few === 0 && faces.every((each) => each === 'met')
          expect(headline === 'Nothing left to do').toBe(sure)
        },
      ),
    )
  })
})
