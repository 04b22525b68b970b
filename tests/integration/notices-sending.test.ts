import { mailBySmtp, messageIdOf, smtp } from '../support/smtp-stand-in'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Context } from '#lib/context'
import { environmentWith } from '#lib/env'
import { closeQueue } from '#lib/jobs/enqueue'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import { handle } from '../../workers/handlers'
import { rowsOf } from '../support/connections'
import { aClub, aCoach, aGoverningBody, emailOf, type Coach } from '../support/contexts'
import { aSession, dueAt, hoursBefore, makeDue, noticesOf, warnAt } from '../support/notices'
import { trailOf } from '../support/trail-of'

let club: Context

beforeAll(async () => {
  await prepareQueue()
  club = await aClub(await aGoverningBody())
})
afterAll(closeQueue)

beforeEach(() => {
  Object.assign(smtp, { refusal: null, isDown: false, beforeYes: async () => {} })
})

/** A notice that is due by the machine's clock, since that is what workers go by. */
async function waiting(): Promise<{ coach: Coach; noticeId: string; sessionId: string }> {
  mailBySmtp(false)
  const coach = await aCoach(club)
  mailBySmtp(true)
  const now = new Date()
  const { session } = await aSession(club, coach, { startsAt: hoursBefore(now, -1) })
  await makeDue('session-warning', club, session, now)
  await warnAt(club, session, now)
  const [notice] = await noticesOf(coach.me)
  return { coach, noticeId: notice?.id ?? '', sessionId: session }
}

const send = ({ coach, noticeId }: { coach: Coach; noticeId: string }) =>
  handle('send-notice', { organisationId: coach.me.organisation.id, subjectId: noticeId })

const takenFor = ({ me }: Coach) => smtp.taken.filter(({ to }) => to === emailOf(me))
const stateOf = async ({ me }: Coach) => (await noticesOf(me)).map(({ state }) => state)
const dueNow = (noticeId: string) =>
  rowsOf(
    `update system.due set at = now() - interval '1 second', lease_until = null
     where kind = 'send-notice' and subject_id = $1`,
    [noticeId],
  )

describe('a notice', () => {
  test('is sent once, however many workers take it in hand, with its trail', async () => {
    const made = await waiting()
    await Promise.all(Array.from({ length: 6 }, () => send(made)))
    await send(made)
    expect(takenFor(made.coach)).toHaveLength(1)
    const [mail] = takenFor(made.coach)
    expect(mail?.raw).toMatch(/^Auto-Submitted: auto-generated/m)
    expect(mail?.raw).toMatch(/^Content-Type: text\/plain/m)
    expect(mail && messageIdOf(mail)).toBe(`<notice-${made.noticeId}@localhost>`)
    expect(await noticesOf(made.coach.me)).toMatchObject([
      { state: 'sent', attempts: 1, message_id: `<notice-${made.noticeId}@localhost>` },
    ])
    expect(await dueAt('send-notice', made.noticeId)).toBeNull()
    expect(await trailOf(made.coach.me.organisation.id)).toContain('notice.sent worker')
  })

  test('waits while the mail server is down, longer each time, and is then sent', async () => {
    const made = await waiting()
    smtp.isDown = true
    const waits: number[] = []
    for (let tries = 0; tries < 4; tries += 1) {
      const from = Date.now()
      await send(made)
      const next = await dueAt('send-notice', made.noticeId)
      waits.push(Math.round(((next?.getTime() ?? 0) - from) / 5000))
      await dueNow(made.noticeId)
    }
    expect(waits).toEqual([1, 2, 4, 8])
    expect(await stateOf(made.coach)).toEqual(['waiting'])
    smtp.isDown = false
    await send(made)
    expect(takenFor(made.coach)).toHaveLength(1)
    expect(await noticesOf(made.coach.me)).toMatchObject([{ state: 'sent', attempts: 5 }])
  })

  test.each(['451 Try later', '452 No room'])('is tried again after %s', async (refusal) => {
    const made = await waiting()
    smtp.refusal = refusal
    await send(made)
    expect(await stateOf(made.coach)).toEqual(['waiting'])
    expect(await dueAt('send-notice', made.noticeId)).not.toBeNull()
  })

  test('has failed where there is no such mailbox, and is not tried again', async () => {
    const made = await waiting()
    smtp.refusal = '550 No such mailbox'
    await send(made)
    expect(await noticesOf(made.coach.me)).toMatchObject([{ state: 'failed', failure: 'refused' }])
    expect(await dueAt('send-notice', made.noticeId)).toBeNull()
    expect(await trailOf(made.coach.me.organisation.id)).toContain('notice.failed worker')
  })

  test('is given up after its last attempt, which its row says', async () => {
    const made = await waiting()
    smtp.isDown = true
    await rowsOf(
      "update system.due set attempts = 299 where kind = 'send-notice' and subject_id = $1",
      [made.noticeId],
    )
    await send(made)
    expect(await noticesOf(made.coach.me)).toMatchObject([
      { state: 'failed', failure: 'not_reached', attempts: 300 },
    ])
  })

  test('to somebody whose address is gone has failed', async () => {
    const made = await waiting()
    await rowsOf('delete from identity.users where email = $1', [emailOf(made.coach.me)])
    await send(made)
    expect(await noticesOf(made.coach.me)).toMatchObject([
      { state: 'failed', failure: 'no_address' },
    ])
  })

  const meanwhile: [string, string][] = [
    ['what it says was mended', "update findings set state = 'closed' where subject_id = $1"],
    ['the session was moved', "update sessions set starts_at = now() + '1 day' where id = $1"],
    ['the session has started', 'update sessions set starts_at = now() where id = $1'],
    [
      'its reader left',
      'update coaches c set ends_at = now() from sessions s where s.id = $1 and c.id = s.coach_id',
    ],
  ]

  test.each(meanwhile)('is not sent where %s meanwhile', async (_, change) => {
    const made = await waiting()
    await rowsOf(change, [made.sessionId])
    await send(made)
    expect(takenFor(made.coach)).toEqual([])
    expect(await stateOf(made.coach)).toEqual(['not_needed'])
    expect(await dueAt('send-notice', made.noticeId)).toBeNull()
  })

  test('that was not needed is needed again where the same is wrong again', async () => {
    const made = await waiting()
    await rowsOf("update findings set state = 'closed' where subject_id = $1", [made.sessionId])
    await send(made)
    await rowsOf("update findings set state = 'open' where subject_id = $1", [made.sessionId])
    await makeDue('session-warning', club, made.sessionId, new Date())
    await warnAt(club, made.sessionId, new Date())
    expect(await stateOf(made.coach)).toEqual(['waiting'])
    await send(made)
    expect(takenFor(made.coach)).toHaveLength(1)
    expect(await stateOf(made.coach)).toEqual(['sent'])
  })
})

describe('between the mail server’s yes and the mark', () => {
  test('a worker that loses its lease marks nothing; the mail is known as the same', async () => {
    const made = await waiting()
    smtp.beforeYes = async () => {
      smtp.beforeYes = async () => {}
      await rowsOf(
        "update system.due set lease_token = gen_random_uuid() where kind = 'send-notice' and subject_id = $1",
        [made.noticeId],
      )
    }
    await send(made)
    expect(await stateOf(made.coach)).toEqual(['waiting'])
    await dueNow(made.noticeId)
    await send(made)
    const ids = takenFor(made.coach).map(messageIdOf)
    expect(ids).toHaveLength(2)
    expect(new Set(ids).size).toBe(1)
    expect(await stateOf(made.coach)).toEqual(['sent'])
  })

  test('a worker that is killed loses nothing: the next one sends the same mail', async () => {
    const made = await waiting()
    const killed = spawn(
      process.execPath,
      [
        ...['--import', 'tsx', 'tests/support/work-once.ts', 'send-notice'],
        ...[made.coach.me.organisation.id, made.noticeId],
      ],
      {
        cwd: new URL('../../', import.meta.url).pathname,
        env: environmentWith({ SMTP_URL: smtp.url, LEASE_SECONDS: '1' }),
        stdio: 'ignore',
      },
    )
    const gone = once(killed, 'exit')
    smtp.beforeYes = async () => {
      smtp.beforeYes = async () => {}
      killed.kill('SIGKILL')
      await gone
    }
    await gone
    expect(killed.signalCode).toBe('SIGKILL')
    expect(takenFor(made.coach)).toHaveLength(1)
    expect(await stateOf(made.coach)).toEqual(['waiting'])
    await expect
      .poll(async () => {
        await send(made)
        return stateOf(made.coach)
      })
      .toEqual(['sent'])
    const ids = takenFor(made.coach).map(messageIdOf)
    expect(ids).toHaveLength(2)
    expect(new Set(ids).size).toBe(1)
  })
})
