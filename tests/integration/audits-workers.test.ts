import { sandbox } from '../support/sandbox'
import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Context } from '#lib/context'
import { judgeClub } from '#lib/audits/judge-club'
import { readAccount } from '#lib/audits/read-account'
import { startAudit } from '#lib/audits/start-audit'
import { startScheduledAudit } from '#lib/audits/start-scheduled-audit'
import { endCoach } from '#lib/coaches/end-coach'
import { systemPool } from '#lib/database/pools'
import { closeQueue } from '#lib/jobs/enqueue'
import type { JobKind } from '#lib/jobs/jobs'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import { workerContext } from '../support/worker-context'
import { disconnectConnection } from '#lib/zoom-connections/disconnect-connection'
import { handle } from '../../workers/handlers'
import {
  audit,
  auditRow,
  connectAccount,
  day_ms,
  doDue,
  findingsOf,
  resultsOf,
  today,
  zoomUser,
} from '../support/audits'
import { rowsOf } from '../support/connections'
import { aClub, aCoach, aGoverningBody, aPerson } from '../support/contexts'
import { trailOf } from '../support/trail-of'

const { world } = sandbox

beforeAll(prepareQueue)
afterAll(closeQueue)
afterEach(() => {
  world.setLatency(0)
  vi.useRealTimers()
})

async function connected() {
  const club = await aClub(await aGoverningBody())
  const { me, coachId } = await aCoach(club)
  const user = zoomUser({ settings: { 'in_meeting.who_can_share_screen': 'all' } })
  const connectionId = await connectAccount(me, user.id)
  await doDue()
  return { club, me, coachId, user, connectionId }
}

/** What a worker holds that took this in hand now. */
async function lease(kind: JobKind, organisationId: string, subjectId: string) {
  const found = await systemPool().query<{ token: string; attempt: number }>(
    `select token, attempt from due_claim($1, $2, $3, $4, interval '1 minute')`,
    [kind, organisationId, subjectId, new Date()],
  )
  const [row] = found.rows
  if (!row) throw new Error('nothing is due')
  return { ...row, isLast: false }
}

const worker = (kind: JobKind, { organisation }: Context) =>
  workerContext(kind, organisation.id, new Date())

/** The lease ran out, as for a worker that was stopped for minutes; somebody else takes it. */
const expireLeases = () =>
  rowsOf(
    `update system.due set lease_until = now() - interval '1 second'
    where lease_until is not null`,
    [],
  )

const countOf = async (table: string, auditId: string) => {
  const rows = await rowsOf<{ number: number }>(
    `select count(*)::integer as number from ${table} where audit_id = $1`,
    [auditId],
  )
  return rows[0]?.number
}

describe('two workers on one audit', () => {
  test('at once: one reads, and it is finished once', async () => {
    const { me, connectionId } = await connected()
    const { auditId } = await startAudit(today(me), { connectionId })
    const payload = { organisationId: me.organisation.id, subjectId: auditId }
    world.setLatency(50)
    world.resetRequests()
    await Promise.all([1, 2, 3].map(() => handle('read-account', payload)))
    expect(world.requests().total).toBe(4)
    expect(await auditRow(auditId)).toMatchObject({ state: 'finished', complete: true })
    expect(await countOf('reading_confirmations', auditId)).toBe(6)
  })

  test('one too late: what it read is not written beside the other’s', async () => {
    const { club, me, connectionId } = await connected()
    const { auditId } = await startAudit(today(me), { connectionId })
    const slow = await lease('read-account', me.organisation.id, auditId)
    const ctx = await worker('read-account', me)
    await expireLeases()
    world.setLatency(50)
    const both = [readAccount(ctx, auditId, slow), doDue(['read-account'])]
    const [late, other] = await Promise.allSettled(both)
    expect(late).toMatchObject({ status: 'rejected', reason: { code: 'conflict' } })
    expect(other).toMatchObject({ status: 'fulfilled' })
    expect(await countOf('reading_confirmations', auditId)).toBe(6)
    const finished = (await trailOf(me.organisation.id)).filter((each) =>
      each.startsWith('audit.finish'),
    )
    expect(finished).toHaveLength(2)
    const judging = await lease('judge-club', club.organisation.id, auditId)
    await expireLeases()
    const before = await countOf('finding_events', auditId)
    await doDue()
    const judge = judgeClub(await worker('judge-club', club), auditId, judging)
    await expect(judge).rejects.toMatchObject({ code: 'conflict' })
    expect(await countOf('finding_events', auditId)).toBe(before)
  })

  test('one that finds it finished leaves it, and it is due no more', async () => {
    const { me, connectionId } = await connected()
    const auditId = await audit(me, connectionId)
    await rowsOf(
      `insert into system.due (kind, organisation_id, subject_id, at)
       values ('read-account', $1, $2, now() - interval '1 second')`,
      [me.organisation.id, auditId],
    )
    world.resetRequests()
    await doDue()
    expect(world.requests().total).toBe(0)
    expect(await rowsOf('select 1 from system.due where subject_id = $1', [auditId])).toEqual([])
    expect(await countOf('reading_confirmations', auditId)).toBe(6)
  })
})

describe('judging', () => {
  test('in another order than reading leaves what the later audit saw', async () => {
    const { club, me, user, connectionId } = await connected()
    const first = (await startAudit(today(me), { connectionId })).auditId
    await doDue(['read-account'])
    world.setUserSetting(user.id, 'in_meeting.who_can_share_screen', 'host')
    const second = (await startAudit(today(me), { connectionId })).auditId
    await doDue(['read-account'])
    const of = { organisationId: club.organisation.id }
    await handle('judge-club', { ...of, subjectId: second })
    await handle('judge-club', { ...of, subjectId: first })
    expect(await resultsOf(club, connectionId)).toMatchObject({ Z03: 'met' })
    expect(await findingsOf(club, connectionId)).toMatchObject([{ state: 'closed' }])
    const states = await rowsOf(
      'select distinct state from club_audits where organisation_id = $1',
      [club.organisation.id],
    )
    expect(states).toEqual([{ state: 'judged' }])
  })

  test('for a coach who left meanwhile says nothing more of them', async () => {
    const { club, me, coachId, connectionId } = await connected()
    await startAudit(today(me), { connectionId })
    await doDue(['read-account'])
    await endCoach(today(club), { coachId })
    await doDue()
    expect(await resultsOf(club, connectionId)).toEqual({})
    expect(await findingsOf(club, connectionId)).toMatchObject([
      { state: 'closed', close_reason: 'left' },
    ])
  })

  test('is for the worker alone, and of what is the club’s own', async () => {
    const { club, me, connectionId } = await connected()
    const auditId = await audit(me, connectionId)
    const nothing = { token: randomUUID(), attempt: 1, isLast: false }
    const refused = { code: 'not_found' }
    await expect(judgeClub(today(club), auditId, nothing)).rejects.toMatchObject(refused)
    await expect(readAccount(today(me), auditId, nothing)).rejects.toMatchObject(refused)
    await expect(startScheduledAudit(today(me), connectionId, nothing)).rejects.toMatchObject(
      refused,
    )
    const elsewhere = await worker('judge-club', await aClub(await aGoverningBody()))
    await expect(judgeClub(elsewhere, auditId, nothing)).rejects.toMatchObject({ code: 'conflict' })
  })
})

describe('the daily audit', () => {
  test('is queued at the account’s own moment of the day, and then of the next', async () => {
    const { me, connectionId } = await connected()
    const dueAt = async () => {
      const [row] = await rowsOf<{ at: Date }>(
        `select at from system.due where kind = 'audit-schedule' and subject_id = $1`,
        [connectionId],
      )
      return row?.at.getTime() ?? 0
    }
    const first = await dueAt()
    expect(first).toBeGreaterThan(Date.now())
    expect(first).toBeLessThanOrEqual(Date.now() + day_ms)
    vi.useFakeTimers({ toFake: ['Date'], now: first })
    await doDue(['audit-schedule', 'read-account', 'judge-club'])
    expect(await dueAt()).toBe(first + day_ms)
    const audits = await rowsOf(
      `select trigger, state, complete from audits where connection_id = $1 order by queued_at`,
      [connectionId],
    )
    expect(audits.at(-1)).toEqual({ trigger: 'scheduled', state: 'finished', complete: true })
    expect(await trailOf(me.organisation.id)).toContain('audit.schedule worker')
  })

  test('is due no more once the account is disconnected', async () => {
    const me = await aPerson()
    const connectionId = await connectAccount(me, zoomUser().id)
    await doDue()
    await disconnectConnection(today(me), { connectionId })
    await rowsOf(
      `insert into system.due (kind, organisation_id, subject_id, at)
       values ('audit-schedule', $1, $2, now() - interval '1 second')`,
      [me.organisation.id, connectionId],
    )
    await doDue(['audit-schedule'])
    expect(await rowsOf('select 1 from system.due where subject_id = $1', [connectionId])).toEqual(
      [],
    )
    expect(
      await rowsOf(`select 1 from audits where connection_id = $1 and trigger = 'scheduled'`, [
        connectionId,
      ]),
    ).toEqual([])
  })
})
