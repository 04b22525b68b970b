import { mailBySmtp, messageIdOf, smtp } from '../support/smtp-stand-in'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { changeTimeZone } from '#lib/auth/change-time-zone'
import { getTimeZone } from '#lib/auth/get-time-zone'
import type { Context } from '#lib/context'
import { day_ms } from '#lib/core/durations'
import { closeQueue } from '#lib/jobs/enqueue'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import { markReturned } from '#lib/notices/mark-returned'
import { listTold } from '#lib/notices/list-told'
import { remindPeople } from '#lib/reminders/remind-people'
import { rowsOf } from '../support/connections'
import { aClub, aCoach, aGoverningBody, at, emailOf, type Coach } from '../support/contexts'
import { leaseAt, noticesOf, sendDueAt } from '../support/notices'
import { aPolicy, askAt, signsAt, toSignIds } from '../support/sign-offs'
import { workerContext } from '../support/worker-context'

/** At ten in the morning, so that nothing has to wait for humane hours. */
const start = new Date('2026-11-02T10:00:00Z')
const after = (days: number) => new Date(start.getTime() + days * day_ms)

let club: Context
let coach: Coach

beforeAll(prepareQueue)
afterAll(closeQueue)

beforeEach(async () => {
  Object.assign(smtp, { refusal: null, isDown: false, beforeYes: async () => {}, taken: [] })
  mailBySmtp(false)
  club = await aClub(await aGoverningBody())
  coach = await aCoach(club)
  mailBySmtp(true)
})

/** A policy that is to be signed within 28 days of the start, asked for then. */
async function aPolicyToSign(title: string) {
  await aPolicy(at(club, start), { title })
  await askAt(club, start)
}

async function remindAt(now: Date): Promise<void> {
  const { id } = club.organisation
  await rowsOf(`update system.due set at = $2 where kind = 'remind' and subject_id = $1`, [id, now])
  const held = await leaseAt('remind', id, id, now)
  if (!held) throw new Error('a club always looks again')
  await remindPeople(await workerContext('remind', id, now), id, held)
}

const inClub = () => ({ ...coach.inClub })
const reminders = async (of = coach.me) =>
  (await noticesOf(of)).filter(({ kind }) => kind === 'reminder')
const mails = () => smtp.taken.filter(({ to }) => to === emailOf(coach.me))

describe('somebody who is to sign by a day', () => {
  test('is reminded at each place of the timetable once, whoever looks how often', async () => {
    await aPolicyToSign('Code of conduct')
    for (let days = 1; days <= 34; days += 1) {
      await remindAt(after(days))
      await remindAt(after(days))
    }
    // Two weeks before, on the day: eight weeks before lay before they were asked.
    expect(await reminders()).toHaveLength(2)
    await remindAt(after(35))
    expect(await reminders()).toHaveLength(3)
  })

  test('is told nothing once they have signed, though it was written down before', async () => {
    await aPolicyToSign('Code of conduct')
    await sendDueAt(coach.me, after(1))
    await remindAt(after(15))
    const [requestId = ''] = await toSignIds(inClub(), after(15))
    await signsAt(inClub(), requestId, after(15))
    smtp.taken = []
    await sendDueAt(coach.me, after(15))
    expect((await reminders()).map(({ state }) => state)).toEqual(['not_needed'])
    expect(mails().filter(({ raw }) => raw.includes('To read by'))).toEqual([])
    await remindAt(after(29))
    expect(await reminders()).toHaveLength(1)
  })
})

describe('a digest', () => {
  beforeEach(async () => {
    await aPolicyToSign('Code of conduct')
    await aPolicyToSign('Photography')
    await sendDueAt(coach.me, after(1))
    smtp.taken = []
    await remindAt(after(15))
  })

  test('is one mail of all that is due, with a link for each, and says so once to the club', async () => {
    await sendDueAt(coach.me, after(15))
    expect(mails()).toHaveLength(1)
    const [raw = ''] = mails().map((mail) => mail.raw.replaceAll('=\r\n', ''))
    expect(raw).toContain('2 things to do on Touchline')
    expect(raw.match(/\/sign-offs\//g)).toHaveLength(2)
    const rows = await rowsOf<{ state: string }>(
      `select state from told where organisation_id = $1 and kind = 'reminder'`,
      [club.organisation.id],
    )
    expect(rows).toEqual([{ state: 'sent' }, { state: 'sent' }])
  })

  test('that came back says so to them and to the club, of each thing in it, once', async () => {
    await sendDueAt(coach.me, after(15))
    const [mail] = mails()
    if (!mail) throw new Error('it was sent')
    const report = [
      'Content-Type: multipart/report; boundary=b',
      ...['', '--b', 'Content-Type: message/delivery-status', ''],
      ...['Reporting-MTA: dns; x', '', 'Action: failed', 'Status: 5.1.1', '--b'],
      ...['Content-Type: text/rfc822-headers', '', `Message-ID: ${messageIdOf(mail)}`, '--b--'],
    ].join('\r\n')
    expect(await markReturned(report, after(16))).toMatchObject({ why: 'bounced', notices: 2 })
    expect(await markReturned(report, after(17))).toMatchObject({ notices: 0 })
    expect((await reminders()).map(({ state }) => state)).toEqual(['failed', 'failed'])
    const { items } = await listTold(at(club, after(16)), {})
    expect(items.filter(({ failure }) => failure === 'bounced')).toHaveLength(2)
  })

  test('is sent once, however many workers take its notices in hand', async () => {
    await Promise.all(Array.from({ length: 4 }, () => sendDueAt(coach.me, after(15))))
    await sendDueAt(coach.me, after(15))
    expect(mails()).toHaveLength(1)
    expect((await reminders()).map(({ state }) => state)).toEqual(['sent', 'sent'])
  })

  test('that was taken and not marked is sent again as the same; what came up since is not lost', async () => {
    smtp.beforeYes = async () => {
      await rowsOf(`update system.due set lease_token = uuidv7() where kind = 'send-notice'`, [])
    }
    await expect(sendDueAt(coach.me, after(15))).rejects.toMatchObject({ code: 'conflict' })
    smtp.beforeYes = async () => {}
    await aPolicyToSign('Social media')
    await rowsOf(`update system.due set lease_until = null, at = $1 where kind = 'send-notice'`, [
      after(15),
    ])
    await remindAt(after(15))
    await sendDueAt(coach.me, after(15))
    const ids = mails()
      .filter(({ raw }) => raw.includes('things to do'))
      .map(messageIdOf)
    expect(new Set(ids).size).toBe(1)
    const states = await reminders()
    expect(states.filter(({ state }) => state === 'sent')).toHaveLength(2)
    expect(states.filter(({ state }) => state === 'waiting')).toHaveLength(1)
  })
})

describe('whom a club told what', () => {
  test('is listed for those who look after it, without the words, and for nobody else', async () => {
    await aPolicyToSign('Code of conduct')
    await sendDueAt(coach.me, after(1))
    const { items } = await listTold(at(club, after(1)), {})
    expect(items).toMatchObject([
      { title: 'Asked to read and agree', name: 'Jo Coach', about: null, state: 'sent' },
    ])
    expect(JSON.stringify(items)).not.toContain('Code of conduct')
    await expect(listTold(inClub(), {})).rejects.toMatchObject({ code: 'not_found' })
    mailBySmtp(false)
    const other = await aClub(await aGoverningBody())
    expect((await listTold(at(other, after(1)), {})).items).toEqual([])
  })
})

describe('where somebody is', () => {
  beforeEach(async () => {
    await aPolicyToSign('Code of conduct')
    await sendDueAt(coach.me, after(1))
    smtp.taken = []
    await changeTimeZone(coach.me, { timeZone: 'Pacific/Auckland' })
    await remindAt(after(15))
  })

  test('is by whose clock their reminders come, and they alone say so', async () => {
    await sendDueAt(coach.me, after(15))
    expect(mails()).toEqual([])
    // Ten in the morning here is late in the evening there; at nine in the evening it is day.
    const evening = new Date(after(15).getTime() + 11 * 60 * 60 * 1000)
    await sendDueAt(coach.me, evening)
    expect(mails()).toHaveLength(1)
    expect(await getTimeZone(coach.me, {})).toBe('Pacific/Auckland')
    await expect(changeTimeZone(coach.me, { timeZone: 'Moon' })).rejects.toMatchObject({
      code: 'invalid_input',
    })
    await expect(changeTimeZone(inClub(), { timeZone: 'Europe/Paris' })).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})
