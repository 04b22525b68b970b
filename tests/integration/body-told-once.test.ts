import '../support/sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Context } from '#lib/context'
import { systemPool } from '#lib/database/pools'
import { closeQueue } from '#lib/jobs/enqueue'
import { findDue } from '#lib/jobs/find-due'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import { startAudit } from '#lib/audits/start-audit'
import { getClub } from '#lib/roll-ups/get-club'
import { tellStatus } from '#lib/roll-ups/tell-status'
import { handle } from '../../workers/handlers'
import { doDue, tellStatuses, today } from '../support/audits'
import { aCheckedCoach, openTheDoor, type CheckedCoach } from '../support/checked-coach'
import { rowsOf } from '../support/connections'
import { aClub, aGoverningBody } from '../support/contexts'
import { asRole } from '../support/database'
import { nothing, prove } from '../support/past'
import { trailOf } from '../support/trail-of'
import { workerContext } from '../support/worker-context'

/** However much a worker changes of a club at once, the bodies above it are told of it once. */

let body: Context

beforeAll(async () => {
  await prepareQueue()
  body = await aGoverningBody()
})
afterAll(closeQueue)

const idOf = ({ organisation }: Context) => organisation.id
const blocking = async (club: Context) =>
  (await getClub(today(body), { clubId: idOf(club) })).blocking
const openFindings = async (club: Context) => {
  const rows = await rowsOf(
    `select id from findings where organisation_id = $1 and state = 'open' and level = 'MUST'`,
    [idOf(club)],
  )
  return rows.length
}
const told = async (club: Context) =>
  (await trailOf(idOf(club))).filter((line) => line.startsWith('status.tell')).length
const statusDue = async (club: Context) =>
  (
    await rowsOf(
      "select at from system.due where kind = 'deliver-status' and organisation_id = $1",
      [idOf(club)],
    )
  ).length

/** Each of these falls short, is read again and judged; nobody has been told of it. */
async function judged(coaches: readonly CheckedCoach[]): Promise<void> {
  for (const coach of coaches) {
    openTheDoor(coach)
    await startAudit(today(coach.me), { connectionId: coach.connectionId })
  }
  await doDue(['read-account'])
  const due = (await findDue(new Date(), 1000)).filter(({ kind }) => kind === 'judge-club')
  expect(due).toHaveLength(coaches.length)
  await Promise.all(due.map(({ kind, ...payload }) => handle(kind, payload)))
}

async function aClubOf(coaches_count: number) {
  const club = await aClub(body)
  const coaches: CheckedCoach[] = []
  for (let n = 0; n < coaches_count; n += 1) coaches.push(await aCheckedCoach(club))
  expect([await blocking(club), await statusDue(club)]).toEqual([0, 0])
  return { club, coaches }
}

/** As a worker has it that takes it in hand now. */
async function lease(club: Context) {
  await rowsOf(
    `update system.due set at = least(at, clock_timestamp()), lease_until = null
     where kind = 'deliver-status' and organisation_id = $1`,
    [idOf(club)],
  )
  const found = await systemPool().query<{ token: string; attempt: number }>(
    `select token, attempt from due_claim('deliver-status', $1, $1, $2, interval '1 minute')`,
    [idOf(club), new Date()],
  )
  const [row] = found.rows
  if (!row) throw new Error('nothing is due')
  return { ...row, isLast: false }
}

const worker = (club: Context) => workerContext('deliver-status', idOf(club), new Date())

describe('a body is told once', () => {
  test('of many judgements, within a second of the first; the club sees each at once', async () => {
    const { club, coaches } = await aClubOf(3)
    const before = await told(club)
    const from = Date.now()
    await judged(coaches)
    expect([await openFindings(club), await blocking(club), await statusDue(club)]).toEqual([
      3, 0, 1,
    ])
    const [row] = await rowsOf<{ at: Date }>(
      "select at from system.due where kind = 'deliver-status' and organisation_id = $1",
      [idOf(club)],
    )
    expect(row?.at.getTime()).toBeGreaterThan(from)
    expect(row?.at.getTime()).toBeLessThanOrEqual(Date.now() + 1000)
    await tellStatuses()
    expect([await blocking(club), await statusDue(club)]).toEqual([3, 0])
    expect(await told(club)).toBe(before + 1)
    expect(await prove(club)).toEqual(nothing)
  })

  test('though the worker dies between judging and telling, and one that wakes too late tells nothing', async () => {
    const { club, coaches } = await aClubOf(1)
    await judged(coaches)
    const dead = await lease(club)
    expect(await blocking(club)).toBe(0)
    // Its lease is over: the sweep finds it, and another worker has it.
    const other = await lease(club)
    await expect(tellStatus(await worker(club), idOf(club), dead)).rejects.toMatchObject({
      code: 'conflict',
    })
    expect(await blocking(club)).toBe(0)
    await tellStatus(await worker(club), idOf(club), other)
    expect([await blocking(club), await statusDue(club)]).toEqual([1, 0])
  })

  test('of what has not committed when it begins to tell', async () => {
    const { club, coaches } = await aClubOf(1)
    await judged(coaches)
    const held = await lease(club)
    const telling = await asRole('superuser', async (client) => {
      await client.query('begin')
      await client.query("select set_config('app.organisation_id', $1, true)", [idOf(club)])
      await client.query(
        `insert into coaches (organisation_id, id, name, email, teams, coaches_under_18s_online,
           starts_at) values ($1, gen_random_uuid(), 'New', 'new@example.org', '', true, now())`,
        [idOf(club)],
      )
      await client.query("select due_mark('deliver-status', $1, now() + interval '1 minute')", [
        idOf(club),
      ])
      const begun = tellStatus(await worker(club), idOf(club), held)
      const early = await Promise.race([begun.then(() => 'told'), waitingFor(client)])
      expect(early).toBe('waits')
      await client.query('commit')
      return [begun]
    })
    await Promise.all(telling)
    const { coachesNotConnected } = await getClub(today(body), { clubId: idOf(club) })
    expect([coachesNotConnected, await statusDue(club)]).toEqual([1, 0])
  })

  test('and what is not told yet is no difference to the nightly proof, which tells it', async () => {
    const { club, coaches } = await aClubOf(2)
    await judged(coaches)
    expect(await prove(club)).toEqual(nothing)
    expect([await blocking(club), await statusDue(club)]).toEqual([2, 0])
  })
})

/** Once somebody waits for what this transaction holds. */
async function waitingFor(client: {
  query: (text: string) => Promise<{ rows: { waits: boolean }[] }>
}): Promise<'waits'> {
  for (;;) {
    const { rows } = await client.query(
      `select exists (select from pg_stat_activity
         where pg_backend_pid() = any (pg_blocking_pids(pid))) as waits`,
    )
    if (rows[0]?.waits) return 'waits'
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
