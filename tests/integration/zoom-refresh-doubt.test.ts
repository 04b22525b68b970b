import { sandbox, zoomClock } from '../support/sandbox'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { inTenant } from '#db/tenant'
import { zoomTokens } from '#db/schema/zoom-connections'
import type { Context } from '#lib/context'
import { appPool } from '#lib/database/pools'
import { closeQueue } from '#lib/jobs/enqueue'
import { findDue } from '#lib/jobs/find-due'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import { contextFor } from '#lib/server-context'
import { confirmHost } from '#lib/zoom-hosts/confirm-host'
import { freshAccessToken } from '#lib/zoom-connections/fresh-access-token'
import { claimRefresh } from '#lib/zoom-connections/refresh-lease'
import { connectAccount, doDue, today, zoomUser } from '../support/audits'
import { aClub, aCoach, aGoverningBody, aPerson } from '../support/contexts'
import { aClubAccount, aHost } from '../support/hosts'

const { world } = sandbox
const minute_ms = 60_000

let me: Context
let userId: string
let connectionId: string

beforeEach(async () => {
  me = await aPerson()
  userId = zoomUser().id
  connectionId = await connectAccount(me, userId)
  world.setRefreshGrace(10 * minute_ms)
})

beforeAll(prepareQueue)
afterAll(closeQueue)
afterEach(() => {
  zoomClock.ahead_ms = 0
  world.clearFailures()
})

const workerAt = (now: Date) =>
  contextFor(me.organisation.id, { kind: 'worker', job: 'read-account' }, 'worker', now)

const refreshes = () => world.requests().paths['POST /oauth/token'] ?? 0

/** By then only the newest refresh token is good, and no access token. */
function graceIsOver(): void {
  zoomClock.ahead_ms = 20 * minute_ms
  world.expireAccess(userId)
}

async function isStillHeld(): Promise<boolean> {
  graceIsOver()
  const ctx = await workerAt(new Date())
  const held = await freshAccessToken(ctx, connectionId)
  return held.ok && (await freshAccessToken(ctx, connectionId, held.version)).ok
}

test('a refresh whose answers were lost is made again by whoever asks next', async () => {
  const ctx = await workerAt(new Date())
  const first = await freshAccessToken(ctx, connectionId)
  if (!first.ok) throw new Error('there is no token')
  world.failWith({ path: '^/oauth/token', userId, lost: true, times: 2 })
  const lost = await freshAccessToken(ctx, connectionId, first.version)
  expect(lost).toEqual({ ok: false, reason: 'zoom_down' })
  world.resetRequests()
  expect(await freshAccessToken(ctx, connectionId)).toMatchObject({
    ok: true,
    version: first.version + 1,
  })
  expect(refreshes()).toBe(1)
  expect(await isStillHeld()).toBe(true)
})

test('a refresh that was broken off is made again once its lease is over', async () => {
  const now = new Date()
  const [tokens] = await inTenant(appPool(), me.organisation.id, (tx) =>
    tx.select().from(zoomTokens),
  )
  if (!tokens) throw new Error('there is no token')
  expect(await claimRefresh(await workerAt(now), tokens)).toBe(true)
  world.resetRequests()
  const later = await workerAt(new Date(now.getTime() + minute_ms))
  expect(await freshAccessToken(later, connectionId)).toMatchObject({
    ok: true,
    version: tokens.version + 1,
  })
  expect(refreshes()).toBe(1)
  expect(await isStillHeld()).toBe(true)
})

describe('a doubt about tokens ends by itself, though nobody asks for them again', () => {
  const aMinuteAgo = () => workerAt(new Date(Date.now() - minute_ms))

  const isDue = async () =>
    (await findDue(new Date(Date.now() + minute_ms), 1000)).some(
      ({ kind, subjectId }) => kind === 'renew-tokens' && subjectId === connectionId,
    )

  test('where Zoom’s answers were lost', async () => {
    const ctx = await aMinuteAgo()
    const first = await freshAccessToken(ctx, connectionId)
    if (!first.ok) throw new Error('there is no token')
    world.failWith({ path: '^/oauth/token', userId, lost: true, times: 2 })
    await freshAccessToken(ctx, connectionId, first.version)
    await doDue(['renew-tokens'])
    expect(await isStillHeld()).toBe(true)
    expect(await isDue()).toBe(false)
  })

  test('where whoever asked was ended before the answer', async () => {
    const [tokens] = await inTenant(appPool(), me.organisation.id, (tx) =>
      tx.select().from(zoomTokens),
    )
    if (!tokens) throw new Error('there is no token')
    await claimRefresh(await aMinuteAgo(), tokens)
    world.resetRequests()
    await doDue(['renew-tokens'])
    expect(refreshes()).toBe(1)
    expect(await isStillHeld()).toBe(true)
    expect(await isDue()).toBe(false)
  })

  test('and there is none where Zoom answered', async () => {
    const ctx = await aMinuteAgo()
    const first = await freshAccessToken(ctx, connectionId)
    if (!first.ok) throw new Error('there is no token')
    expect((await freshAccessToken(ctx, connectionId, first.version)).ok).toBe(true)
    expect(await isDue()).toBe(false)
  })

  test('and it stays due while Zoom gives no answer', async () => {
    const ctx = await aMinuteAgo()
    const first = await freshAccessToken(ctx, connectionId)
    if (!first.ok) throw new Error('there is no token')
    world.failWith({ path: '^/oauth/token', userId, lost: true, times: 4 })
    await freshAccessToken(ctx, connectionId, first.version)
    await doDue(['renew-tokens'])
    expect(await isDue()).toBe(true)
  })

  test('of a club’s own account, whose host was to be read, as well', async () => {
    const club = today(await aClub(await aGoverningBody()))
    const account = await aClubAccount(club)
    const { coachId } = await aCoach(club)
    const { hostId } = await aHost(club, account)
    const host = (await confirmHost(today(club), { hostId, coachId })).connectionId ?? ''
    const job = { kind: 'worker', job: 'read-account' } as const
    const then = new Date(Date.now() - minute_ms)
    const ctx = await contextFor(club.organisation.id, job, 'worker', then)
    const first = await freshAccessToken(ctx, host)
    if (!first.ok) throw new Error('there is no token')
    world.failWith({ path: '^/oauth/token', userId: account.adminId, lost: true, times: 2 })
    await freshAccessToken(ctx, host, first.version)
    await doDue(['renew-tokens'])
    zoomClock.ahead_ms = 20 * minute_ms
    world.expireAccess(account.adminId)
    const later = await contextFor(club.organisation.id, job, 'worker', new Date())
    expect((await freshAccessToken(later, host, first.version + 1)).ok).toBe(true)
  })
})
