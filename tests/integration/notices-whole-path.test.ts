import { sandbox } from '../support/sandbox'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { inTenant } from '#db/tenant'
import { appPool } from '#lib/database/pools'
import { closeQueue } from '#lib/jobs/enqueue'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import { workerContext } from '../support/worker-context'
import { scheduleSessionWarnings } from '#lib/notices/schedule-session-warnings'
import { warnOfSession } from '#lib/notices/warn-of-session'
import { audit, connectAccount, doDue, sortByTopic, today, zoomUser } from '../support/audits'
import { rowsOf } from '../support/connections'
import { aClub, aCoach, aGoverningBody, emailOf } from '../support/contexts'
import { aSession, dueAt, hoursBefore, leaseAt, makeDue, noticesOf } from '../support/notices'
import { mailTo } from '../support/outbox'

const { world } = sandbox

beforeAll(prepareQueue)
afterAll(closeQueue)

const secrets = z.object({ id: z.number(), password: z.string(), join_url: z.url() })

const everything = ['read-account', 'judge-club', 'session-warning', 'send-notice'] as const

test('an unsafe session that starts soon is mailed to host and officer, with no secret of it', async () => {
  const club = await aClub(await aGoverningBody())
  const { me } = await aCoach(club)
  const user = zoomUser()
  const meeting = world.addMeeting(user.id, {
    topic: 'Ella’s class',
    startsAt: hoursBefore(new Date(), -1.5).toISOString(),
    values: { 'settings.waiting_room': false },
  })
  const connectionId = await connectAccount(me, user.id)
  await doDue()
  const sorted = await sortByTopic(me, connectionId, { 'Ella’s class': [club.organisation.id] })
  await doDue(everything)
  const mails = [me, club].map((each) => mailTo(emailOf(each)).at(-1))
  expect(mails[0]?.subject).toMatch(/^Your session on .* is still not set up safely$/)
  expect(mails[1]?.subject).toMatch(/^Jo Coach’s session on .* is still not set up safely$/)
  const { id, password, join_url: link } = secrets.parse(meeting.body)
  for (const mail of mails) {
    expect(mail?.text).toContain(`/sessions/${sorted['Ella’s class']}`)
    for (const secret of ['Ella', String(id), password, link, 'zoom.example']) {
      expect(secret.length).toBeGreaterThan(3)
      expect(JSON.stringify(mail)).not.toContain(secret)
    }
  }
  const before = mailTo(emailOf(me)).length
  await audit(me, connectionId)
  await doDue(everything)
  expect(mailTo(emailOf(me))).toHaveLength(before)
})

test('one that was mended in time is mailed to nobody', async () => {
  const club = await aClub(await aGoverningBody())
  const { me } = await aCoach(club)
  const user = zoomUser()
  const meeting = world.addMeeting(user.id, {
    topic: 'Under 12s',
    startsAt: hoursBefore(new Date(), -1.5).toISOString(),
    values: { 'settings.waiting_room': false },
  })
  const connectionId = await connectAccount(me, user.id)
  await doDue()
  const sorted = await sortByTopic(me, connectionId, { 'Under 12s': [club.organisation.id] })
  expect(await dueAt('session-warning', sorted['Under 12s'] ?? '')).not.toBeNull()
  world.setMeeting(user.id, meeting.id, { 'settings.waiting_room': true })
  await audit(me, connectionId)
  const before = mailTo(emailOf(me)).length
  await doDue(everything)
  expect(await dueAt('session-warning', sorted['Under 12s'] ?? '')).toBeNull()
  expect(await noticesOf(me)).toEqual([])
  expect(mailTo(emailOf(me))).toHaveLength(before)
})

test('what is found while a worker looks at the session is not lost', async () => {
  const club = await aClub(await aGoverningBody())
  const coach = await aCoach(club)
  const now = new Date()
  const ids = await aSession(club, coach, { startsAt: hoursBefore(now, -1) })
  await rowsOf("update findings set state = 'closed' where id = $1", [ids.finding])
  await makeDue('session-warning', club, ids.session, now)
  const lease = await leaseAt('session-warning', club.organisation.id, ids.session, now)
  const ctx = await workerContext('session-warning', club.organisation.id, now)
  let looking = Promise.resolve()
  await inTenant(appPool(), club.organisation.id, async (tx) => {
    await tx.execute(`update findings set state = 'open' where id = '${ids.finding}'`)
    await scheduleSessionWarnings(tx, today(club), ids.connection)
    looking = warnOfSession(ctx, ids.session, { token: lease?.token ?? '' })
    await expect
      .poll(() =>
        rowsOf(
          "select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()",
          [],
        ),
      )
      .toHaveLength(1)
  })
  await looking
  expect(await noticesOf(coach.me)).toMatchObject([{ kind: 'session_unsafe_soon' }])
})
