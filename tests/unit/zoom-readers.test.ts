import { beforeEach, describe, expect, test, vi } from 'vitest'
import { zoomClient } from '#lib/zoom/client'
import { listMeetings } from '#lib/zoom/list-meetings'
import { readMeeting } from '#lib/zoom/read-meeting'
import { readSettings } from '#lib/zoom/read-settings'
import { readUser } from '#lib/zoom/read-user'
import { plenty } from '../support/plenty'
import { answers, zoomServer } from '../support/zoom-server'

vi.hoisted(() => {
  process.env.LOG_LEVEL = 'silent'
})

beforeEach(() => {
  zoomServer.asked = []
})

const now = new Date('2026-11-25T10:00:00Z')
const client = () =>
  zoomClient(
    async () => ({
      ok: true,
      accessToken: 'token',
      apiUrl: zoomServer.apiUrl,
      version: 1,
    }),
    plenty(),
  )

describe('bodies at the border', () => {
  test('lose their secrets before anybody has them', async () => {
    zoomServer.respond = answers(200, {
      id: 97763643886,
      type: 8,
      topic: 'Under 12s',
      password: 'hunter22',
      join_url: 'https://zoom.example/j/97763643886?pwd=abc',
      occurrences: [
        { occurrence_id: '1', start_time: '2026-12-01T17:00:00Z', status: 'available' },
      ],
      settings: { waiting_room: true },
    })
    const read = await readMeeting(client(), '97763643886', now)
    const kept = { type: 8, password: { present: true }, settings: { waiting_room: true } }
    expect(read.reading).toEqual({ read: true, body: { ...kept, occurrences: [kept] } })
    expect(read.facts).toMatchObject({ startsAt: new Date('2026-12-01T17:00:00Z') })
  })

  test('of another meeting than was asked for are none', async () => {
    zoomServer.respond = answers(200, { id: 1, settings: {} })
    const read = await readMeeting(client(), '2', now)
    expect(read).toEqual({ reading: { read: false, reason: 'unreadable_body' }, facts: null })
  })

  test('that are no settings and no user are none', async () => {
    zoomServer.respond = answers(200, { unknown: true })
    const unreadable = { read: false, reason: 'unreadable_body' }
    expect(await readSettings(client(), 'user_settings')).toEqual(unreadable)
    expect(await readUser(client())).toEqual(unreadable)
  })
})

describe('the list of meetings', () => {
  const page = (meetings: unknown[], next = '') => ({ meetings, next_page_token: next })

  test('is tolerant of what Zoom leaves out or sends oddly', async () => {
    zoomServer.respond = answers(
      200,
      page([
        {
          id: '977 6364 3886',
          type: 2,
          start_time: '2026-12-23T06:00:00.0000000+00:00',
          duration: 60,
        },
        { id: 2, topic: 'Any\u0000time', type: 3 },
        { id: 3, start_time: '', duration: 'long', type: 'x', topic: '   ' },
      ]),
    )
    expect(await listMeetings(client(), now)).toEqual({
      ok: true,
      meetings: [
        {
          zoomMeetingId: '97763643886',
          zoomType: 2,
          topic: null,
          startsAt: new Date('2026-12-23T06:00:00Z'),
          duration_minutes: 60,
          openedTimes: null,
        },
        {
          zoomMeetingId: '2',
          zoomType: 3,
          topic: 'Any time',
          startsAt: null,
          duration_minutes: null,
          openedTimes: null,
        },
        {
          ...{ zoomMeetingId: '3', zoomType: 0, topic: null, startsAt: null },
          ...{ duration_minutes: null, openedTimes: null },
        },
      ],
    })
  })

  test('has a series once, with its next time', async () => {
    const at = (day: string) => ({
      id: 8,
      type: 8,
      duration: 60,
      start_time: `2026-11-${day}T17:00:00Z`,
    })
    zoomServer.respond = answers(200, page([at('29'), at('18'), at('27')]))
    const list = await listMeetings(client(), now)
    expect(list).toMatchObject({
      meetings: [{ zoomMeetingId: '8', startsAt: new Date('2026-11-27T17:00:00Z') }],
    })
  })

  test.each([
    ['a page fails', answers(404, { code: 1001, message: 'User does not exist.' }), 'not_found'],
    ['a page is none', answers(200, { meetings: {} }), 'unreadable_body'],
    ['a meeting has no number', answers(200, page([{ topic: 'Who?' }])), 'unreadable_body'],
    ['it never ends', answers(200, page([{ id: 1 }], 'again')), 'unreadable_body'],
  ])('is no list where %s', async (_, answer, reason) => {
    zoomServer.respond = answer
    expect(await listMeetings(client(), now)).toEqual({ ok: false, reason })
  })

  test('ends at a limit', async () => {
    zoomServer.respond = (response, request) =>
      answers(200, page([{ id: 1 }], String(zoomServer.asked.length)))(response, request)
    expect(await listMeetings(client(), now)).toMatchObject({ ok: false })
    expect(zoomServer.asked).toHaveLength(20)
  })

  describe('whose next page Zoom will not give for this token any more', () => {
    const refused = { code: 300, message: 'The next page token is invalid or expired.' }
    const items = [{ id: 1 }, { id: 2 }, { id: 3 }]

    test('is begun anew, and each meeting is in it once', async () => {
      zoomServer.respond = (response, request) => {
        const token = new URL(request.url ?? '', 'http://zoom').searchParams.get('next_page_token')
        if (token === 'first') answers(400, refused)(response, request)
        else if (token === 'second') answers(200, page(items.slice(1)))(response, request)
        else {
          const next = zoomServer.asked.length === 1 ? 'first' : 'second'
          answers(200, page(items.slice(0, 2), next))(response, request)
        }
      }
      const list = await listMeetings(client(), now)
      expect(list.ok && list.meetings.map(({ zoomMeetingId }) => zoomMeetingId)).toEqual(
        expect.arrayContaining(['1', '2', '3']),
      )
      expect(list.ok && list.meetings).toHaveLength(3)
      expect(zoomServer.asked).toHaveLength(4)
    })

    test('twice, is no list, and Zoom is not asked on', async () => {
      zoomServer.respond = (response, request) => {
        const isNext = request.url?.includes('next_page_token')
        answers(isNext ? 400 : 200, isNext ? refused : page(items, 'next'))(response, request)
      }
      expect(await listMeetings(client(), now)).toEqual({ ok: false, reason: 'zoom_down' })
      expect(zoomServer.asked).toHaveLength(4)
    })
  })
})
