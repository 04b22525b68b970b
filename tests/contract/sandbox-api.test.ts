import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { isJsonObject } from '#lib/core/canonical-json'
import { askApi, connect, openSandbox, type Answered } from '../support/stand-in-zoom'

const { sandbox, clock, wait } = await openSandbox()
const { world } = sandbox

const person = () => world.addUser({ name: 'Jo Marsh', email: `${randomUUID()}@coach.example` })

async function connected() {
  const user = person()
  const { access } = await connect(sandbox, user.id)
  return { user, ask: (path: string) => askApi(sandbox, access, path) }
}

const inHours = (hours: number) => new Date(clock.now.getTime() + hours * 3_600_000).toISOString()

const topicsIn = ({ body }: Answered) =>
  Array.isArray(body['meetings'])
    ? body['meetings'].map((each) => (isJsonObject(each) ? each['topic'] : each))
    : body

describe('the list of meetings', () => {
  test('comes in pages, each meeting once, in order', async () => {
    const { user, ask } = await connected()
    const topics = Array.from({ length: 7 }, (_, n) => `Session ${n + 1}`)
    topics.forEach((topic, n) => world.addMeeting(user.id, { topic, startsAt: inHours(n + 1) }))
    const first = await ask('/users/me/meetings?page_size=3')
    expect(first.body).toMatchObject({ page_count: 3, page_size: 3, total_records: 7 })
    const seen = [...[topicsIn(first)].flat()]
    let { next_page_token: token } = first.body
    while (typeof token === 'string' && token !== '') {
      const next = await ask(`/users/me/meetings?page_size=3&next_page_token=${token}`)
      seen.push(...[topicsIn(next)].flat())
      token = next.body['next_page_token']
    }
    expect(seen).toEqual(topics)
  })

  test('takes a page token for fifteen minutes, and only for its own list', async () => {
    const { user, ask } = await connected()
    const other = await connected()
    for (const who of [user, other.user]) {
      for (const topic of ['One', 'Two']) world.addMeeting(who.id, { topic, startsAt: null })
    }
    const { next_page_token: token } = (await ask('/users/me/meetings?page_size=1')).body
    if (typeof token !== 'string') throw new TypeError('There is no page token.')
    const next = `/users/me/meetings?page_size=1&next_page_token=${token}`
    const invalid = { code: 300, message: 'The next page token is invalid or expired.' }
    expect((await ask(next)).status).toBe(200)
    expect(await other.ask(next)).toMatchObject({ status: 400, body: invalid })
    expect(await ask(`${next}&type=upcoming`)).toMatchObject({ status: 400, body: invalid })
    expect(await ask(next.slice(0, -3))).toMatchObject({ status: 400, body: invalid })
    wait(15)
    expect(await ask(next)).toMatchObject({ status: 400, body: invalid })
  })

  test('has what is asked for by type', async () => {
    const { user, ask } = await connected()
    world.addMeeting(user.id, { topic: 'Coming', startsAt: inHours(2) })
    world.addMeeting(user.id, { topic: 'Past', startsAt: inHours(-48) })
    world.addMeeting(user.id, { topic: 'Under way', startsAt: inHours(-0.5) })
    world.addMeeting(user.id, { topic: 'Forgotten', startsAt: inHours(-31 * 24) })
    world.addMeeting(user.id, { topic: 'Series', startsAt: inHours(-31 * 24), weeks: 10 })
    world.addMeeting(user.id, { topic: 'No fixed time', startsAt: null })
    const of = async (type: string) => topicsIn(await ask(`/users/me/meetings?type=${type}`))
    const coming = ['No fixed time', 'Under way', 'Coming', 'Series']
    expect(await of('scheduled')).toEqual([
      'No fixed time',
      'Past',
      'Under way',
      'Coming',
      'Series',
    ])
    expect(topicsIn(await ask('/users/me/meetings'))).toEqual(await of('scheduled'))
    expect(await of('upcoming')).toEqual(coming)
    expect(await of('upcoming_meetings')).toEqual(coming)
    expect(await of('previous_meetings')).toEqual(['Past'])
    expect(await of('live')).toEqual([])
  })

  test.each(['page_size=301', 'page_size=0', 'page_size=x', 'type=all', 'type=constructor'])(
    'refuses %s',
    async (query) => {
      const { ask } = await connected()
      expect(await ask(`/users/me/meetings?${query}`)).toMatchObject({
        status: 400,
        body: { code: 300 },
      })
    },
  )
})

describe('a meeting', () => {
  test('that recurs has its coming times in occurrences alone', async () => {
    const { user, ask } = await connected()
    const startsAt = inHours(1 - 14 * 24)
    const { id } = world.addMeeting(user.id, { topic: 'Weekly', startsAt, weeks: 4 })
    const { body } = await ask(`/meetings/${id}`)
    expect(body).toMatchObject({ type: 8, recurrence: { type: 2, end_times: 4 } })
    expect(body).not.toHaveProperty('start_time')
    const { occurrences } = body
    const starts = Array.isArray(occurrences) ? occurrences : []
    expect(starts).toHaveLength(2)
    for (const each of starts) {
      const { occurrence_id: epoch, start_time: start } = isJsonObject(each) ? each : {}
      expect(new Date(Number(epoch)).toISOString().replace('.000Z', 'Z')).toBe(start)
    }
  })

  test('inherits what its host’s settings say when it is planned', async () => {
    const { user, ask } = await connected()
    world.setUserSettings(user.id, {
      'meeting_security.waiting_room': false,
      'schedule_meeting.join_before_host': true,
      'recording.auto_recording': 'local',
      'in_meeting.meeting_summary_with_ai_companion.auto_enable': true,
    })
    const { id } = world.addMeeting(user.id, { topic: 'Open', startsAt: inHours(1) })
    world.setUserSetting(user.id, 'meeting_security.waiting_room', true)
    const { body } = await ask(`/meetings/${id}`)
    expect(body['settings']).toMatchObject({
      waiting_room: false,
      join_before_host: true,
      auto_recording: 'local',
      auto_start_meeting_summary: true,
    })
  })

  test('has a passcode and a link with it, or neither', async () => {
    const { user, ask } = await connected()
    const { id } = world.addMeeting(user.id, { topic: 'Squad', startsAt: inHours(1) })
    const before = (await ask(`/meetings/${id}`)).body
    expect(before['password']).toMatch(/^\w{10}$/)
    expect(before['join_url']).toMatch(/\?pwd=/)
    world.setMeeting(user.id, id, { password: false })
    const without = (await ask(`/meetings/${id}`)).body
    expect(without['password']).toBe('')
    expect(without['join_url']).not.toMatch(/pwd/)
    world.setMeeting(user.id, id, { password: true })
    const { password } = (await ask(`/meetings/${id}`)).body
    expect(password).toMatch(/^\w{10}$/)
    expect(password).not.toBe(before['password'])
  })

  test('with the personal number has that number in its link', async () => {
    const { user, ask } = await connected()
    const pmi = String(user.secrets.personalMeetingId)
    const { id } = world.addMeeting(user.id, { topic: 'Room', startsAt: inHours(1) })
    world.setMeeting(user.id, id, { 'settings.use_pmi': true })
    expect((await ask(`/meetings/${id}`)).body).toMatchObject({
      id,
      pmi,
      join_url: expect.stringContaining(`/j/${pmi}?pwd=`),
    })
    world.setMeeting(user.id, id, { 'settings.use_pmi': false })
    const { body } = await ask(`/meetings/${id}`)
    expect(body).not.toHaveProperty('pmi')
    expect(body['join_url']).toContain(`/j/${id}?pwd=`)
  })

  test('that is not one’s own, gone or none at all is not there', async () => {
    const { user, ask } = await connected()
    const other = person()
    const { id: foreign } = world.addMeeting(other.id, { topic: 'Other', startsAt: null })
    const { id: gone } = world.addMeeting(user.id, { topic: 'Gone', startsAt: null })
    world.removeMeeting(user.id, gone)
    for (const id of [foreign, gone, 12]) {
      expect(await ask(`/meetings/${id}`)).toMatchObject({
        status: 404,
        body: { code: 3001, message: `Meeting does not exist: ${id}.` },
      })
    }
    expect(await ask('/meetings/nonsense')).toMatchObject({ status: 400, body: { code: 300 } })
  })
})
