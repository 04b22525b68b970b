import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { Json, JsonObject } from '#lib/core/canonical-json'
import { evaluateMeeting } from '#lib/core/evaluate'
import { nspcc2020Cpsu } from '#lib/core/profiles/nspcc-2020-cpsu'
import { projectBody } from '#lib/core/projection'
import { zoomClient } from '#lib/zoom/client'
import { meetingFacts } from '#lib/zoom/meeting-facts'
import { timesToOpen } from '#lib/zoom/occurrences'
import { readMeeting } from '#lib/zoom/read-meeting'
import { bodyOf, pick, read, safeUser, userReadings, withValues } from '../support/control-bodies'
import { plenty } from '../support/plenty'
import { answers, zoomServer } from '../support/zoom-server'

vi.hoisted(() => {
  process.env.LOG_LEVEL = 'silent'
})

beforeEach(() => {
  zoomServer.asked = []
})

const now = new Date('2026-11-25T10:00:00Z')
const number = '97763643886'

/** One time of a series: an hour, at 17:00. */
const on = (day: string, differs: JsonObject = {}): JsonObject => ({
  occurrence_id: String(Date.parse(`2026-${day}T17:00:00Z`)),
  start_time: `2026-${day}T17:00:00Z`,
  duration: 60,
  status: 'available',
  ...differs,
})
const idOf = (day: string) => String(Date.parse(`2026-${day}T17:00:00Z`))

const client = () =>
  zoomClient(
    async () => ({ ok: true, accessToken: 'token', apiUrl: zoomServer.apiUrl, version: 1 }),
    plenty(),
  )

const series = (occurrences: Json): JsonObject => ({
  ...withValues(bodyOf('meeting-safe.json'), { start_time: undefined, duration: undefined }),
  id: Number(number),
  type: 8,
  occurrences,
})

/** Zoom answers with the series; for one time of it, with what is said for that. */
const zoomHas = (body: JsonObject, times: Record<string, JsonObject | [number, JsonObject]>) => {
  zoomServer.respond = (response, request) => {
    const id = new URL(request.url ?? '', 'http://zoom').searchParams.get('occurrence_id')
    const time = id === null ? body : times[id]
    const [status, answer] = Array.isArray(time) ? time : [200, time ?? {}]
    answers(status, answer)(response, request)
  }
}

const judged = (reading: Awaited<ReturnType<typeof readMeeting>>['reading']) =>
  pick(evaluateMeeting(nspcc2020Cpsu, userReadings(safeUser), reading), 'Z02')

describe('the times of a series that one audit opens', () => {
  test.each<[string, Json, readonly string[] | null]>([
    ['the next, however far', [on('12-20'), on('12-10'), on('12-27')], [idOf('12-10')]],
    [
      'each within two days',
      [on('11-25'), on('11-26'), on('11-27')],
      [idOf('11-25'), idOf('11-26')],
    ],
    ['none that was cancelled', [on('11-25', { status: 'deleted' }), on('12-10')], [idOf('12-10')]],
    ['none that is over', [on('11-18'), on('12-02')], [idOf('12-02')]],
    ['nothing of a series that is over', [on('11-11'), on('11-18')], []],
    ['nothing where there are none', [], []],
    ['nothing where Zoom sends no list', null, []],
    ['one whose time nobody can read', [on('12-10', { start_time: 'soon' })], [idOf('12-10')]],
    ['a number as an id', [on('12-10', { occurrence_id: Number(idOf('12-10')) })], [idOf('12-10')]],
  ])('%s', (_, occurrences, expected) => {
    expect(timesToOpen(occurrences, now)).toEqual(expected)
  })

  test.each<[string, Json]>([
    ['no list', 'lots'],
    ['a list of no objects', [1, 2]],
    ['one that cannot be asked for', [on('12-10', { occurrence_id: 'a/b?c' })]],
    ['more than can be', Array.from({ length: 6 }, () => on('11-26'))],
  ])('cannot be told from %s', (_, occurrences) => {
    expect(timesToOpen(occurrences, now)).toBeNull()
  })
})

describe('a series', () => {
  test('has as its next start the next time that was not cancelled, and its length', () => {
    const body = series([
      on('11-18'),
      on('11-25', { status: 'deleted' }),
      on('12-02', { duration: 45 }),
      on('12-09'),
    ])
    const next = { startsAt: new Date('2026-12-02T17:00:00Z'), duration_minutes: 45 }
    expect(meetingFacts(body, now)).toMatchObject(next)
    // Some answers have the first time of all beside them.
    const first = { ...body, start_time: '2026-09-01T17:00:00Z', duration: 60 }
    expect(meetingFacts(first, now)).toMatchObject(next)
  })

  test('is asked for with its next time, by that time’s own id, and both are judged', async () => {
    const body = series([on('12-02')])
    zoomHas(body, { [idOf('12-02')]: withValues(body, { 'settings.waiting_room': false }) })
    const { reading } = await readMeeting(client(), number, now)
    expect(zoomServer.asked.map(({ url }) => url)).toEqual([
      `/v2/meetings/${number}`,
      `/v2/meetings/${number}?occurrence_id=${idOf('12-02')}`,
    ])
    expect(judged(reading)).toMatchObject({
      result: 'not_met',
      because: expect.stringMatching(/^Its next time is set otherwise than the rest\. /),
    })
    expect(JSON.stringify(reading)).not.toMatch(/2026|occurrence_id|pwd=/)
  })

  test('is not met where it is unsafe itself, however safe its next time is', async () => {
    const body = withValues(series([on('12-02')]), { 'settings.waiting_room': false })
    zoomHas(body, { [idOf('12-02')]: withValues(body, { 'settings.waiting_room': true }) })
    const { reading } = await readMeeting(client(), number, now)
    expect(judged(reading)).toMatchObject({
      result: 'not_met',
      because: expect.not.stringContaining('next time'),
    })
  })

  test('is met where it and its next times are, and unknown where one of those is', async () => {
    const body = series([on('11-25'), on('11-26')])
    const unsaid = withValues(body, { 'settings.waiting_room': undefined })
    zoomHas(body, { [idOf('11-25')]: body, [idOf('11-26')]: body })
    expect(judged((await readMeeting(client(), number, now)).reading)).toMatchObject({
      result: 'met',
    })
    zoomHas(body, { [idOf('11-25')]: body, [idOf('11-26')]: unsaid })
    expect(judged((await readMeeting(client(), number, now)).reading)).toMatchObject({
      result: 'could_not_check',
      reason: 'field_absent',
      because: expect.stringMatching(/^One of its next times may be set otherwise/),
    })
  })

  test.each<[string, JsonObject | [number, JsonObject], string]>([
    ['is not there', [404, { code: 3001, message: 'Meeting does not exist.' }], 'not_found'],
    ['is another meeting', { id: 1, settings: {} }, 'unreadable_body'],
    ['says nothing of how it is set', { id: Number(number), join_url: 'x' }, 'unreadable_body'],
    ['may not be read', [400, { code: 4711, message: 'scopes' }], 'not_granted'],
  ])('is not read where its next time %s, and is still there', async (_, time, reason) => {
    zoomHas(series([on('12-02')]), { [idOf('12-02')]: time })
    const opened = await readMeeting(client(), number, now)
    expect(opened.reading).toEqual({ read: false, reason })
    expect(opened.facts).toMatchObject({ startsAt: new Date('2026-12-02T17:00:00Z') })
  })

  test('whose times are of no shape that we know is not read', async () => {
    zoomHas(series('many'), {})
    expect((await readMeeting(client(), number, now)).reading).toEqual({
      read: false,
      reason: 'unreadable_body',
    })
  })
})

test('a meeting that takes place once, or at no fixed time, costs one request', async () => {
  for (const type of [2, 3, 4, 10]) {
    zoomServer.asked = []
    zoomHas({ ...series([on('12-02')]), type }, {})
    expect((await readMeeting(client(), number, now)).reading).toMatchObject({ read: true })
    expect(zoomServer.asked).toHaveLength(1)
  }
})

test('what was kept of a series stays the same when it is projected again', () => {
  const body = series([on('12-02')])
  const kept = projectBody('meeting', { ...body, occurrences: [body, on('12-09')] })
  expect(kept['occurrences']).toEqual([projectBody('meeting', { ...body, occurrences: [] })])
  expect(projectBody('meeting', kept)).toEqual(kept)
  expect(read(kept).read).toBe(true)
})
