import { removeApp, zoom } from '../support/oauth-stand-in'
import { afterAll, describe, expect, test } from 'vitest'
import { inTenant } from '#db/tenant'
import type { Context } from '#lib/context'
import { appPool } from '#lib/database/pools'
import { closeQueue } from '#lib/jobs/enqueue'
import { holdsTokens } from '#lib/mends/holds-tokens'
import { disconnectConnection } from '#lib/zoom-connections/disconnect-connection'
import { freshAccessToken } from '#lib/zoom-connections/fresh-access-token'
import { listConnections } from '#lib/zoom-connections/list-connections'
import { connect, rowsOf, workerFor } from '../support/connections'
import { aPerson } from '../support/contexts'
import { asRole } from '../support/database'
import { trailOf } from '../support/trail-of'

/**
 * Two coaches sign in to the same Zoom account. Zoom ends the tokens of the first consent with the
 * second, so both are read with the newest; and neither learns of the other.
 */

afterAll(closeQueue)

const hoursLater = (me: Context, hours: number) => new Date(me.now.getTime() + hours * 3_600_000)
const stateOf = async (me: Context) => (await listConnections(me, {})).map((each) => each.state)
const later = (me: Context, minutes: number): Context => ({
  ...me,
  now: new Date(me.now.getTime() + minutes * 60_000),
})

async function twoOfOneAccount() {
  const zoomUserId = `shared-${crypto.randomUUID()}`
  const first = await aPerson('Robin Firstholder')
  const second = await aPerson('Sam Second')
  const firstId = await connect(first, zoomUserId)
  const secondId = await connect(later(second, 1), zoomUserId)
  return { zoomUserId, first, second, firstId, secondId }
}

const keepers = (zoomUserId: string) =>
  rowsOf<{ connection_id: string }>(
    `select t.connection_id from zoom_tokens t join zoom_connections c
       on c.organisation_id = t.organisation_id and c.id = t.connection_id
     where c.zoom_user_id = $1`,
    [zoomUserId],
  )

describe('a second consent for the same Zoom account', () => {
  test('is a connection of its own, without a word about the first', async () => {
    const { first, second, firstId, secondId } = await twoOfOneAccount()
    expect(secondId).not.toBe(firstId)
    expect(await stateOf(first)).toEqual(['connected'])
    expect(await stateOf(second)).toEqual(['connected'])
    const seen = JSON.stringify([
      await listConnections(second, {}),
      await listConnections(first, {}),
    ])
    expect(seen).not.toMatch(/Robin|Firstholder|Second/)
    expect(seen).not.toContain(JSON.stringify(first.organisation.id))
  })

  test('leaves one set of tokens, the newest, and both are read with it', async () => {
    const { zoomUserId, first, second, firstId, secondId } = await twoOfOneAccount()
    expect(await keepers(zoomUserId)).toEqual([{ connection_id: secondId }])
    const one = await freshAccessToken(await workerFor(first), firstId)
    const other = await freshAccessToken(await workerFor(second), secondId)
    expect(one).toMatchObject({ ok: true })
    expect(other).toEqual(one)
  })

  test('is refreshed once for both', async () => {
    const { first, second, firstId, secondId } = await twoOfOneAccount()
    const before = zoom.refreshes
    const answers = await Promise.all([
      freshAccessToken(await workerFor(first, hoursLater(first, 2)), firstId),
      freshAccessToken(await workerFor(second, hoursLater(second, 2)), secondId),
    ])
    expect(zoom.refreshes).toBe(before + 1)
    expect(answers.every(({ ok }) => ok)).toBe(true)
    expect(answers[0]).toEqual(answers[1])
  })

  test('that arrives late does not end the tokens of a newer one', async () => {
    const zoomUserId = `shared-${crypto.randomUUID()}`
    const [first, second] = [await aPerson(), await aPerson()]
    const newerId = await connect(later(second, 5), zoomUserId)
    await connect(first, zoomUserId)
    expect(await keepers(zoomUserId)).toEqual([{ connection_id: newerId }])
  })

  test('whose person disconnects leaves the other connected, and is not revoked at Zoom', async () => {
    const { zoomUserId, first, second, firstId, secondId } = await twoOfOneAccount()
    const revoked = zoom.revoked.length
    await disconnectConnection(second, { connectionId: secondId })
    expect(zoom.revoked).toHaveLength(revoked)
    expect(await stateOf(second)).toEqual(['disconnected'])
    expect(await stateOf(first)).toEqual(['connected'])
    expect(await keepers(zoomUserId)).toEqual([{ connection_id: firstId }])
    expect(await freshAccessToken(await workerFor(first), firstId)).toMatchObject({ ok: true })
    await disconnectConnection(first, { connectionId: firstId })
    expect(zoom.revoked).toHaveLength(revoked + 1)
    expect(await keepers(zoomUserId)).toEqual([])
  })

  test('of somebody who holds no tokens ends without touching the other’s', async () => {
    const { zoomUserId, first, firstId, secondId } = await twoOfOneAccount()
    const revoked = zoom.revoked.length
    await disconnectConnection(first, { connectionId: firstId })
    expect(zoom.revoked).toHaveLength(revoked)
    expect(await keepers(zoomUserId)).toEqual([{ connection_id: secondId }])
  })

  test('that allows less has the first looked at now, so that what is missing is seen', async () => {
    const { zoomUserId, second, firstId } = await twoOfOneAccount()
    const dueOf = async () =>
      rowsOf<{ at: Date }>(
        `select at from system.due where kind = 'audit-schedule' and subject_id = $1`,
        [firstId],
      )
    const again = later(second, 2)
    await connect(again, zoomUserId)
    expect((await dueOf())[0]?.at.getTime()).toBeGreaterThan(again.now.getTime())
    const all = zoom.scopes
    zoom.scopes = 'user:read:user user:read:settings'
    await connect(again, zoomUserId).finally(() => {
      zoom.scopes = all
    })
    expect((await dueOf())[0]?.at.getTime()).toBeLessThanOrEqual(again.now.getTime())
  })

  test('that is refused has whoever asked for it looked at now: at Zoom it ended theirs', async () => {
    const { zoomUserId, second, secondId } = await twoOfOneAccount()
    const again = later(second, 2)
    const all = zoom.scopes
    zoom.scopes = 'user:read:settings'
    await expect(connect(again, zoomUserId)).rejects.toMatchObject({ code: 'invalid_input' })
    zoom.scopes = all
    const [due] = await rowsOf<{ at: Date }>(
      `select at from system.due where kind = 'audit-schedule' and subject_id = $1`,
      [secondId],
    )
    expect(due?.at.getTime()).toBeLessThanOrEqual(again.now.getTime())
    expect((await trailOf(second.organisation.id)).at(-1)).toBe('connection.refuse user')
  })

  test('that is over at Zoom is over for both, each told in their own record', async () => {
    const { first, second, firstId, secondId } = await twoOfOneAccount()
    removeApp()
    const ended = { ok: false, reason: 'not_connected' }
    const now = hoursLater(second, 2)
    expect(await freshAccessToken(await workerFor(second, now), secondId)).toEqual(ended)
    // The first is to be looked at now, not at its next turn tomorrow.
    const [due] = await rowsOf<{ at: Date }>(
      `select at from system.due where kind = 'audit-schedule' and subject_id = $1`,
      [firstId],
    )
    expect(due?.at.getTime()).toBeLessThanOrEqual(now.getTime())
    expect(await freshAccessToken(await workerFor(first, now), firstId)).toEqual(ended)
    expect(await stateOf(first)).toEqual(['disconnected'])
    expect(await stateOf(second)).toEqual(['disconnected'])
    expect((await trailOf(first.organisation.id)).at(-1)).toBe('connection.without_tokens worker')
  })

  test('in another Zoom account reads nobody who knew them in the first', async () => {
    const { first, firstId } = await twoOfOneAccount()
    // Their Zoom user moved between the two consents, and took its id along.
    await asRole('superuser', (client) =>
      client.query(`update zoom_connections set zoom_account_id = 'the-first' where id = $1`, [
        firstId,
      ]),
    )
    expect(await freshAccessToken(await workerFor(first), firstId)).toEqual({
      ok: false,
      reason: 'not_connected',
    })
    expect(await stateOf(first)).toEqual(['disconnected'])
  })

  test('lets nobody change anything who consented before it', async () => {
    const { first, second, firstId, secondId } = await twoOfOneAccount()
    const holds = async (me: Context, id: string) =>
      inTenant(appPool(), me.organisation.id, (tx) =>
        holdsTokens(tx, { id, viaConnectionId: null }),
      )
    expect(await holds(second, secondId)).toBe(true)
    expect(await holds(first, firstId)).toBe(false)
  })

  test('is nobody’s way to the tokens of a connection that is not theirs', async () => {
    const { firstId } = await twoOfOneAccount()
    const stranger = await workerFor(await aPerson())
    expect(await freshAccessToken(stranger, firstId)).toEqual({
      ok: false,
      reason: 'not_connected',
    })
  })
})
