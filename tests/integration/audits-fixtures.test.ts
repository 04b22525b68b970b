import { sandbox } from '../support/sandbox'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Context } from '#lib/context'
import { scheduleNow } from '#lib/demo/schedule-now'
import { closeQueue } from '#lib/jobs/enqueue'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import {
  audit,
  auditRow,
  connectAccount,
  doDue,
  findingsOf,
  resultsOf,
  sortByTopic,
  zoomUser,
} from '../support/audits'
import { rowsOf } from '../support/connections'
import { aClub, aCoach, aGoverningBody } from '../support/contexts'
import { hasShared, sharedFiles, sharedText } from '../support/shared'

const { world } = sandbox
const folder = 'zoom/fixtures'
const official = `${folder}/spec-examples-zoomnet/endpoints`

const endpoints = {
  user: '^/v2/users/me$',
  user_settings: '^/v2/users/me/settings$',
  user_meeting_security: '^/v2/users/me/settings\\?option=meeting_security',
  list: '^/v2/users/me/meetings',
  meeting: '^/v2/meetings/',
}

type Endpoint = keyof typeof endpoints

/** Zoom answers with these, as they stand in the files. */
function answerWith(bodies: Partial<Record<Endpoint, { text: string; status?: number }>>): void {
  world.clearFailures()
  for (const [endpoint, path] of Object.entries(endpoints)) {
    const answer = bodies[endpoint as Endpoint]
    if (!answer) continue
    const body: object = JSON.parse(answer.text)
    world.failWith({ path, status: answer.status ?? 200, body: { ...body }, times: null })
  }
}

/** Many audits, some of which wait because a body says that they must. */
const every_body_timeout_ms = 240_000

/** The audit of one more day: people may not ask for as many in an hour as there are bodies. */
async function dailyAudit(me: Context, connectionId: string): Promise<string> {
  await scheduleNow({ ...me, now: new Date() }, connectionId)
  await doDue(['audit-schedule', 'read-account', 'judge-club'])
  const newest = 'select id from audits where connection_id = $1 order by queued_at desc limit 1'
  return (await rowsOf<{ id: string }>(newest, [connectionId]))[0]?.id ?? ''
}

/** The example list, whose one page says that more of it follows for ever; and its meeting to come. */
const listText = () =>
  sharedText(`${official}/users-userId-meetings_GET.json`)
    .replace(/"next_page_token": "[^"]+"/, '"next_page_token": ""')
    .replaceAll('2022-03-23', '2031-03-23')

describe.skipIf(!hasShared)('Zoom’s own bodies in an audit', () => {
  let club: Context
  let me: Context
  let connectionId = ''
  let sessionId = ''

  const examples = () => ({
    user: { text: sharedText(`${folder}/real-rest-frigg/users_me-basic.json`) },
    user_settings: { text: sharedText(`${official}/users-userId-settings_GET.json`) },
    user_meeting_security: { text: sharedText(`${official}/users-userId-settings_GET.json`) },
    list: { text: listText() },
    meeting: { text: sharedText(`${official}/meetings-meetingId_GET.json`) },
  })

  beforeAll(async () => {
    await prepareQueue()
    club = await aClub(await aGoverningBody())
    me = (await aCoach(club)).me
    connectionId = await connectAccount(me, zoomUser().id)
    answerWith(examples())
    await doDue()
    const sorted = await sortByTopic(me, connectionId, { 'My Meeting': [club.organisation.id] })
    sessionId = sorted['My Meeting'] ?? ''
  })
  afterEach(() => world.clearFailures())
  afterAll(closeQueue)

  test('are judged, each control by itself', async () => {
    answerWith(examples())
    const auditId = await audit(me, connectionId)
    expect(await auditRow(auditId)).toMatchObject({ complete: true, reason: null, steps: '5/5' })
    expect(await resultsOf(club, connectionId)).toEqual({
      Z01: 'not_met',
      Z02: 'not_met',
      Z03: 'not_met',
      Z04: 'not_met',
      Z05: 'not_met',
      Z06a: 'not_met',
      Z06b: 'met',
      Z07: 'not_met',
      Z08: 'not_met',
      Z09: 'not_met',
      Z12: 'not_met',
      Z14: 'not_met',
      Z16: 'met',
      Z17: 'could_not_check: field_absent',
      Z21: 'not_met',
      Z22: 'could_not_check: not_readable',
    })
    expect(await resultsOf(club, sessionId)).toEqual({
      M01: 'not_met',
      Z01: 'met',
      Z02: 'not_met',
      Z04: 'not_met',
      Z05: 'met',
      Z12: 'not_met',
      Z16: 'met',
      Z17: 'not_met',
      Z21: 'met',
    })
  })

  test('leave no secret of the examples in any reading', async () => {
    const rows = await rowsOf<{ body: string }>('select body from readings', [])
    expect(rows.length).toBeGreaterThan(3)
    const all = rows.map(({ body }) => body).join('\n')
    for (const secret of [
      '1213434',
      '113332424',
      '8pEkRweVXPV3Ob2KJYgFTRlDtl1gSn.1',
      'example.com',
    ]) {
      expect(all).not.toContain(secret)
    }
  })

  test('of errors end as could not check, and close nothing', async () => {
    const open = (await findingsOf(club, sessionId)).filter(({ state }) => state === 'open').length
    expect(open).toBeGreaterThan(0)
    for (const [name, status, reason] of [
      ['400-4711-missing-scope', 400, 'not_granted'],
      ['400-paid-only', 400, null],
      ['429-daily', 429, 'zoom_down'],
    ] as const) {
      const text = sharedText(`${folder}/errors-documented/${name}.json`)
      answerWith({ ...examples(), meeting: { text, status } })
      const auditId = await audit(me, connectionId)
      expect(await auditRow(auditId)).toMatchObject({ state: 'finished', reason })
      const results = Object.values(await resultsOf(club, sessionId))
      expect(results.every((each) => each.startsWith('could_not_check'))).toBe(true)
      const now = (await findingsOf(club, sessionId)).filter(({ state }) => state === 'open')
      expect(now).toHaveLength(open)
    }
  })

  test(
    'each in the place of each, end the audit and never the worker',
    async () => {
      // The account was told above to be quiet for the day; here it is the next one.
      await rowsOf('delete from system.zoom_quiet', [])
      const bodies = sharedFiles(folder).filter(
        (path) =>
          path.endsWith('.json') &&
          sharedText(path).trimStart().startsWith('{') &&
          // These two say that the consent is over, which ends the connection, as it must.
          !path.includes('/401-'),
      )
      expect(bodies.length).toBeGreaterThan(60)
      // Every body once, in turns at every place: all of them at all places would be five times this.
      const places: readonly Endpoint[] = [
        'user_settings',
        'user_meeting_security',
        'meeting',
        'user',
      ]
      const wrong: string[] = []
      for (let first = 0; first < bodies.length; first += places.length) {
        const chosen = places.map((place, index) => [place, bodies[first + index]] as const)
        const answered = Object.fromEntries(
          chosen.flatMap(([place, path]) => (path ? [[place, { text: sharedText(path) }]] : [])),
        )
        answerWith({ ...examples(), ...answered })
        const row = await auditRow(await dailyAudit(me, connectionId))
        if (row?.state !== 'finished') wrong.push(chosen.map(([, path]) => path).join(', '))
      }
      expect(wrong).toEqual([])
    },
    every_body_timeout_ms,
  )
})
