import { sandbox } from '../support/sandbox'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Context } from '#lib/context'
import { startAudit } from '#lib/audits/start-audit'
import { closeQueue } from '#lib/jobs/enqueue'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import { connectAccount, doDue, sortByTopic, today, weekly, zoomUser } from '../support/audits'
import { rowsOf } from '../support/connections'
import { aClub, aCoach, aGoverningBody } from '../support/contexts'
import { killWorkerProcesses, startWorkerProcess } from '../support/worker-process'

const { world } = sandbox
const number = 21
/** Two of eight are of one free account, and two of one paid account. */
const planOf = (index: number) => (index % 8 < 2 ? 'basic' : 'pro')
const sharesAccount = (index: number) => index % 8 === 1 || index % 8 === 3

type Account = { me: Context; userId: string; connectionId: string }

const accounts: Account[] = []

beforeAll(async () => {
  await prepareQueue()
  const club = await aClub(await aGoverningBody())
  for (let index = 0; index < number; index += 1) {
    const { me } = await aCoach(club)
    const before = accounts.at(-1)
    const sameAccountAs = before && sharesAccount(index) ? { sameAccountAs: before.userId } : {}
    const user = zoomUser({ plan: planOf(index), ...sameAccountAs })
    world.addMeeting(user.id, weekly('Under 12s'))
    const connectionId = await connectAccount(me, user.id)
    accounts.push({ me, userId: user.id, connectionId })
  }
  await doDue()
  for (const { me, connectionId } of accounts) {
    await sortByTopic(me, connectionId, { 'Under 12s': [club.organisation.id] })
  }
})

afterEach(killWorkerProcesses)
afterAll(closeQueue)

const auditsOf = (ids: readonly string[]) =>
  rowsOf<{ id: string; state: string; complete: boolean | null }>(
    'select id, state, complete from audits where id = any($1)',
    [ids],
  )

const wholeOf = async (ids: readonly string[]) =>
  (await auditsOf(ids)).filter(({ complete }) => complete).length

test('two processes keep one budget: no limit is exceeded, and one account’s wait is no other’s', async () => {
  world.setRateLimits(true)
  // The last has an account of its own.
  const [backedOff, ...others] = await Promise.all(
    accounts.toReversed().map(async ({ me, connectionId }) => {
      return (await startAudit(today(me), { connectionId })).auditId
    }),
  )
  world.failWith({
    path: '^/v2/users/me/meetings',
    userId: accounts.at(-1)?.userId ?? '',
    status: 429,
    body: { code: 429, message: 'Too many requests.' },
    headers: { 'retry-after': new Date(Date.now() + 30 * 60_000).toISOString() },
  })
  world.resetRequests()
  const settings = { ZOOM_BUDGET_SHARE: '0.25', WORKER_CONCURRENCY: '4' }
  const workers = [startWorkerProcess(settings), startWorkerProcess(settings)]
  const wait = { timeout: 90_000, interval: 100 }
  await expect.poll(() => wholeOf(others), wait).toBe(number - 1)
  expect(await auditsOf([backedOff ?? ''])).toMatchObject([{ state: 'queued', complete: null }])
  await rowsOf('delete from system.zoom_quiet', [])
  await rowsOf('update system.due set at = now() where subject_id = $1', [backedOff])
  await expect.poll(() => wholeOf([backedOff ?? '']), wait).toBe(1)
  for (const worker of workers) expect(await worker.stop()).toBe(0)
  const { statuses, total } = world.requests()
  // The one refusal that was staged, and none of the stand-in's own.
  expect(statuses).toEqual({ 200: total - 1, 429: 1 })
  expect(total).toBeGreaterThanOrEqual(number * 5)
}, 240_000)
