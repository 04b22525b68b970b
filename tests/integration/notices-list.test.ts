import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Context } from '#lib/context'
import { closeQueue } from '#lib/jobs/enqueue'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import { workerContext } from '../support/worker-context'
import { listNotices } from '#lib/notices/list-notices'
import { readNotice } from '#lib/notices/read-notice'
import { sendNotice } from '#lib/notices/send-notice'
import { settleNotice } from '#lib/notices/settle-notice'
import { warnOfSession } from '#lib/notices/warn-of-session'
import { rowsOf } from '../support/connections'
import { aClub, aCoach, aGoverningBody, aPerson, at, emailOf, withRoles } from '../support/contexts'
import {
  aSession,
  hoursBefore,
  leaseAt,
  makeDue,
  noticesOf,
  sendDueAt,
  warnAt,
} from '../support/notices'
import { mailTo } from '../support/outbox'

let club: Context
const startsAt = new Date('2026-11-26T18:00:00Z')
const dayBefore = hoursBefore(startsAt, 24)

beforeAll(async () => {
  await prepareQueue()
  club = await aClub(await aGoverningBody())
})
afterAll(closeQueue)

async function warned() {
  const coach = await aCoach(club)
  const { session } = await aSession(club, coach, { startsAt })
  await makeDue('session-warning', club, session, dayBefore)
  await warnAt(club, session, dayBefore)
  return { coach, session }
}

describe('the list of what one was told', () => {
  test('says what, why, and what became of it', async () => {
    const { coach, session } = await warned()
    const me = at(coach.me, dayBefore)
    const [waiting] = (await listNotices(me, {})).items
    expect(waiting).toMatchObject({
      title: 'Your session on Thursday at 18:00 is not set up safely yet',
      state: 'waiting',
      why: `You get this because you coach for ${club.organisation.name}.`,
      action: { path: `/${club.organisation.slug}/sessions/${session}` },
    })
    await sendDueAt(me, dayBefore)
    expect((await listNotices(me, {})).items).toMatchObject([
      { state: 'sent', settledAt: dayBefore },
    ])
  })

  test('is one’s own: nobody else’s is in it', async () => {
    await warned()
    const { items } = await listNotices(await aPerson(), {})
    expect(items).toEqual([])
  })

  test('has pages, each notice on one of them, newest first, there and back', async () => {
    const me = await aPerson()
    await rowsOf(
      `insert into notices (organisation_id, id, kind, role, subject_kind, subject_id, facts,
         dedupe_key, created_at, send_after, state)
       select $1, gen_random_uuid(), 'connection_ended', 'person', 'connection', gen_random_uuid(),
         '{}', n::text, '2026-11-01'::timestamptz + make_interval(mins => n / 3), now(), 'sent'
       from generate_series(1, 60) n`,
      [me.organisation.id],
    )
    const first = await listNotices(me, {})
    const second = await listNotices(me, { after: first.next })
    const third = await listNotices(me, { after: second.next })
    expect([first, second, third].map(({ items }) => items.length)).toEqual([25, 25, 10])
    expect([first.previous, third.next]).toEqual([undefined, undefined])
    const all = [first, second, third].flatMap(({ items }) => items)
    expect(new Set(all.map(({ noticeId }) => noticeId)).size).toBe(60)
    const times = all.map(({ createdAt }) => createdAt.getTime())
    expect(times).toEqual(times.toSorted((a, b) => b - a))
    const back = await listNotices(me, { before: third.previous })
    expect(back.items).toEqual(second.items)
    expect((await listNotices(me, { before: back.previous })).items).toEqual(first.items)
  })

  test('has no page at an address that somebody made up', async () => {
    const made = listNotices(await aPerson(), { after: 'WzFd' })
    await expect(made).rejects.toMatchObject({ code: 'invalid_input' })
  })

  test.each([
    'coach',
    'welfare_officer',
    'administrator',
    'safeguarding_lead',
    'auditor',
    'worker',
  ] as const)('is not for a %s', async (role) => {
    const asked = listNotices(withRoles(await aPerson(), role), {})
    await expect(asked).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('sending and warning', () => {
  test.each(['person', 'coach', 'welfare_officer', 'administrator', 'auditor'] as const)(
    'are the worker’s work, and not a %s’s',
    async (role) => {
      const { coach, session } = await warned()
      const [notice] = await noticesOf(coach.me)
      const noticeId = notice?.id ?? ''
      const lease = { token: randomUUID(), attempt: 1, isLast: false }
      const me = withRoles(coach.me, role)
      const refused = { code: 'not_found' }
      await expect(readNotice(me, { noticeId })).rejects.toMatchObject(refused)
      await expect(sendNotice(me, noticeId, lease)).rejects.toMatchObject(refused)
      const outcome = { state: 'not_needed' as const }
      const settled = settleNotice(me, { noticeId, token: lease.token, attempts: 1, outcome })
      await expect(settled).rejects.toMatchObject(refused)
      const warning = warnOfSession(withRoles(club, role), session, lease)
      await expect(warning).rejects.toMatchObject(refused)
      expect(await noticesOf(coach.me)).toMatchObject([{ state: 'waiting' }])
    },
  )

  test('without the lease are a conflict, and change nothing', async () => {
    const { coach, session } = await warned()
    const [notice] = await noticesOf(coach.me)
    const stolen = { token: randomUUID(), attempt: 1, isLast: false }
    const outcome = { state: 'not_needed' as const }
    const input = { noticeId: notice?.id ?? '', token: stolen.token, attempts: 1, outcome }
    const settled = settleNotice(withRoles(coach.me, 'worker'), input)
    await expect(settled).rejects.toMatchObject({ code: 'conflict' })
    const warning = warnOfSession(withRoles(club, 'worker'), session, stolen)
    await expect(warning).rejects.toMatchObject({ code: 'conflict' })
    expect(await noticesOf(coach.me)).toMatchObject([{ state: 'waiting' }])
  })

  test('cannot call what still stands not needed', async () => {
    const { coach } = await warned()
    const [notice] = await noticesOf(coach.me)
    const noticeId = notice?.id ?? ''
    const person = coach.me.organisation.id
    const held = await leaseAt('send-notice', person, noticeId, dayBefore)
    const ctx = await workerContext('send-notice', person, dayBefore)
    const outcome = { state: 'not_needed' as const }
    const settled = settleNotice(ctx, {
      ...{ noticeId, token: held?.token ?? '' },
      ...{ attempts: 1, outcome },
    })
    await expect(settled).rejects.toMatchObject({ code: 'conflict' })
    expect(await noticesOf(coach.me)).toMatchObject([{ state: 'waiting' }])
  })

  test('never put a topic into a notice or a mail', async () => {
    const { coach } = await warned()
    await sendDueAt(coach.me, dayBefore)
    const mail = mailTo(emailOf(coach.me)).at(-1)
    expect(mail?.subject).toContain('Your session')
    expect(JSON.stringify([mail, await noticesOf(coach.me)])).not.toContain('Ella')
  })
})
