import { sandbox } from '../support/sandbox'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { startAudit } from '#lib/audits/start-audit'
import type { Context } from '#lib/context'
import { scheduleNow } from '#lib/demo/schedule-now'
import { closeQueue } from '#lib/jobs/enqueue'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import { auditRow, doDue, resultsOf, today } from '../support/audits'
import { anAdministrator, connectClubAccount } from '../support/club-accounts'
import { rowsOf } from '../support/connections'
import { aClub, aGoverningBody } from '../support/contexts'
import { hasShared, sharedFiles, sharedText } from '../support/shared'

const { world } = sandbox
const folder = 'zoom/fixtures'
const official = `${folder}/spec-examples-zoomnet/endpoints`

/** Where Zoom answers, and what it documents for there. */
const places = {
  account: ['^/v2/accounts/me/settings', 'accounts-accountId-settings_GET'],
  accountLocks: ['^/v2/accounts/me/lock_settings', 'accounts-accountId-lock_settings_GET'],
  groups: ['^/v2/groups\\?', 'groups_GET'],
  group: ['^/v2/groups/[^/]+/settings', 'groups-groupId-settings_GET'],
  groupLocks: ['^/v2/groups/[^/]+/lock_settings', 'groups-groupId-lock_settings_GET'],
  users: ['^/v2/users\\?', 'users_GET'],
} as const

type Place = keyof typeof places

/** Zoom answers with these; elsewhere with the official examples, one page of each list. */
function answerWith(bodies: Partial<Record<Place, string>> = {}): void {
  world.clearFailures()
  for (const [place, [path, name]] of Object.entries(places)) {
    const text = bodies[place as Place] ?? sharedText(`${official}/${name}.json`)
    const example: object = JSON.parse(text)
    const isOwn = bodies[place as Place] === undefined && place.endsWith('s')
    const body = {
      ...example,
      ...(isOwn && 'next_page_token' in example ? { next_page_token: '' } : {}),
    }
    world.failWith({ path, status: 200, body, times: null })
  }
}

/** Each wait for Zoom, where a body says that it is to be left alone. */
const every_body_timeout_ms = 240_000

describe.skipIf(!hasShared)('Zoom’s own bodies in the audit of a club’s account', () => {
  let club: Context
  let connectionId = ''

  beforeAll(async () => {
    await prepareQueue()
    club = await aClub(await aGoverningBody())
    connectionId = await connectClubAccount(club, anAdministrator().id)
    await doDue()
  })
  afterEach(() => world.clearFailures())
  afterAll(closeQueue)

  test('are judged, for the account and for its group, and list who is in it', async () => {
    answerWith()
    const { auditId } = await startAudit(today(club), { connectionId })
    await doDue()
    expect(await auditRow(auditId)).toMatchObject({ complete: true, reason: null })
    const [group] = await rowsOf<{ id: string; name: string }>(
      'select id, name from zoom_groups where organisation_id = $1',
      [club.organisation.id],
    )
    expect(group?.name).toBe('Developers')
    for (const subject of [connectionId, group?.id ?? '']) {
      const words = Object.values(await resultsOf(club, subject))
      expect(words.filter((word) => word === 'met').length).toBeGreaterThan(0)
      expect(words.filter((word) => word === 'not_met').length).toBeGreaterThan(0)
    }
    const hosts = await rowsOf<{ email: string; name: string }>(
      'select email, name from zoom_hosts where organisation_id = $1 and missing_count = 0',
      [club.organisation.id],
    )
    expect(hosts).toEqual([{ email: 'jchill@example.com', name: 'Jill Chill' }])
  })

  test('leave no secret and nobody of the examples in any reading', async () => {
    const rows = await rowsOf<{ body: string }>(
      `select r.body from readings r where r.organisation_id = $1`,
      [club.organisation.id],
    )
    expect(rows.length).toBeGreaterThan(6)
    const all = rows.map(({ body }) => body).join('\n')
    for (const secret of [
      'jchill',
      'example.com',
      '299492849',
      '6589310093',
      'SUBREF',
      'https://',
    ]) {
      expect(all).not.toContain(secret)
    }
  })

  test(
    'each in the place of each, end the audit and never the worker',
    async () => {
      const bodies = sharedFiles(folder).filter(
        (path) =>
          path.endsWith('.json') &&
          sharedText(path).trimStart().startsWith('{') &&
          // These two say that the consent is over, which ends the connection, as it must.
          !path.includes('/401-'),
      )
      expect(bodies.length).toBeGreaterThan(60)
      const order = Object.keys(places) as Place[]
      const wrong: string[] = []
      for (let first = 0; first < bodies.length; first += order.length) {
        const chosen = order.map((place, index) => [place, bodies[first + index]] as const)
        answerWith(
          Object.fromEntries(
            chosen.flatMap(([place, path]) => (path ? [[place, sharedText(path)]] : [])),
          ),
        )
        await scheduleNow(today(club), connectionId)
        await doDue(['audit-schedule', 'read-account', 'judge-club'])
        const [newest] = await rowsOf<{ state: string }>(
          'select state from audits where connection_id = $1 order by queued_at desc limit 1',
          [connectionId],
        )
        if (newest?.state !== 'finished') wrong.push(chosen.map(([, path]) => path).join(', '))
      }
      expect(wrong).toEqual([])
    },
    every_body_timeout_ms,
  )
})
