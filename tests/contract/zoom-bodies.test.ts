import type * as Timers from 'node:timers/promises'
import { describe, expect, test, vi } from 'vitest'
import { zoomClient } from '#lib/zoom/client'
import { listMeetings } from '#lib/zoom/list-meetings'
import { readMeeting } from '#lib/zoom/read-meeting'
import { readSettings } from '#lib/zoom/read-settings'
import { readUser } from '#lib/zoom/read-user'
import { plenty } from '../support/plenty'
import { hasShared, sharedFiles, sharedText } from '../support/shared'
import { answers, zoomServer } from '../support/zoom-server'

vi.hoisted(() => {
  process.env.LOG_LEVEL = 'silent'
})
vi.mock('node:timers/promises', async (original) => {
  const timers = await original<typeof Timers>()
  return { ...timers, setTimeout: (ms: number) => timers.setTimeout(ms / 100) }
})

const now = new Date('2026-11-25T10:00:00Z')
const client = () =>
  zoomClient(
    async (version = 0) => ({
      ok: true,
      accessToken: 'token',
      apiUrl: zoomServer.apiUrl,
      version: version + 1,
    }),
    plenty(),
  )

/** Everything that the audit asks Zoom for, each with one answer. */
const readers = {
  user: () => readUser(client()),
  user_settings: () => readSettings(client(), 'user_settings'),
  user_meeting_security: () => readSettings(client(), 'user_meeting_security'),
  list: () => listMeetings(client(), now),
  meeting: () => readMeeting(client(), '97763643886', now),
}

const folder = 'zoom/fixtures'
const official = `${folder}/spec-examples-zoomnet/endpoints`
const bodies = hasShared ? sharedFiles(folder).filter((path) => path.endsWith('.json')) : []

describe.skipIf(!hasShared)('Zoom’s own bodies at the border', () => {
  test.each([
    ['user', `${official}/users-userId_GET.json`],
    ['user', `${folder}/real-rest-frigg/users_me-basic.json`],
    ['user', `${folder}/rapid7/get_user.json`],
    ['user_settings', `${official}/users-userId-settings_GET.json`],
    ['user_meeting_security', `${official}/users-userId-settings_GET.json`],
  ] as const)('are read as what they are: %s %s', async (reader, path) => {
    zoomServer.respond = answers(200, sharedText(path))
    expect(await readers[reader]()).toMatchObject({ read: true })
  })

  test('are read as what they are: a meeting', async () => {
    zoomServer.respond = answers(200, sharedText(`${official}/meetings-meetingId_GET.json`))
    const { reading, facts } = await readers.meeting()
    expect(reading).toMatchObject({ read: true, body: { password: { present: true }, type: 2 } })
    expect(facts).toEqual({
      zoomMeetingId: '97763643886',
      zoomType: 2,
      topic: 'My Meeting',
      startsAt: new Date('2022-03-25T07:29:29Z'),
      duration_minutes: 60,
      openedTimes: null,
    })
  })

  test('are read as what they are: a list', async () => {
    const text = sharedText(`${official}/users-userId-meetings_GET.json`)
    const last = text.replace(/"next_page_token": "[^"]+"/, '"next_page_token": ""')
    zoomServer.respond = answers(200, last)
    expect(await readers.list()).toMatchObject({
      ok: true,
      meetings: [{ zoomMeetingId: '97763643886', startsAt: new Date('2022-03-23T06:00:00Z') }],
    })
    // As the example stands, its one page says that there is more of it for ever.
    zoomServer.respond = answers(200, text)
    expect(await readers.list()).toEqual({ ok: false, reason: 'unreadable_body' })
  })

  test.each([
    ['400-4711-missing-scope', 400, 'not_granted'],
    ['400-paid-only', 400, 'not_readable'],
    ['401-expired', 401, 'not_connected'],
    ['401-invalid', 401, 'not_connected'],
    ['429-daily', 429, 'zoom_down'],
    ['429-lock-key', 429, 'zoom_down'],
    ['429-per-second', 429, 'zoom_down'],
  ])('that are errors say why: %s', async (name, status, reason) => {
    const text = sharedText(`${folder}/errors-documented/${name}.json`)
    zoomServer.respond = answers(status, text)
    expect(await readers.user_settings()).toEqual({ read: false, reason })
    expect(await readers.meeting()).toEqual({ reading: { read: false, reason }, facts: null })
    expect(await readers.list()).toEqual({ ok: false, reason })
  })

  test('each, whatever was asked, give an answer and never an exception', async () => {
    expect(bodies.length).toBeGreaterThan(60)
    const wrong: string[] = []
    for (const path of bodies) {
      zoomServer.respond = answers(200, sharedText(path))
      for (const [name, read] of Object.entries(readers)) {
        const answer: object = await read().catch((thrown: unknown) => ({ thrown }))
        if ('thrown' in answer) wrong.push(`${path} as ${name}`)
      }
    }
    expect(wrong).toEqual([])
  })
})
