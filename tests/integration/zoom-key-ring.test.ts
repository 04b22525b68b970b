import { sandbox } from '../support/sandbox'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Context } from '#lib/context'
import { systemPool } from '#lib/database/pools'
import { env } from '#lib/env'
import { closeQueue } from '#lib/jobs/enqueue'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import { freshAccessToken } from '#lib/zoom-connections/fresh-access-token'
import { keepRefreshed } from '#lib/zoom-connections/keep-refreshed'
import { resealSome, resealTokens } from '#lib/zoom-connections/reseal-tokens'
import { audit, auditRow, connectAccount, doDue, zoomUser } from '../support/audits'
import { rowsOf, workerFor } from '../support/connections'
import { aPerson } from '../support/contexts'
import { trailOf } from '../support/trail-of'
import { killWorkerProcesses, startWorkerProcess } from '../support/worker-process'

const { world } = sandbox
const key = (id: string, byte: number) => `${id}:${Buffer.alloc(32, byte).toString('base64')}`
const old = key('test', 7)
const newer = key('newer', 8)

/** What a process that was started with this ring has; settings are read once, so it is put there. */
function ringIs(...keys: string[]): void {
  env().TOUCHLINE_SEALING_KEYS = keys.join(',')
}

beforeAll(prepareQueue)
afterAll(closeQueue)
afterEach(() => {
  killWorkerProcesses()
  vi.useRealTimers()
  ringIs(old)
})

async function connected(): Promise<{ me: Context; connectionId: string }> {
  ringIs(old)
  const me = await aPerson()
  const connectionId = await connectAccount(me, zoomUser().id)
  await doDue()
  return { me, connectionId }
}

const rowOf = async (connectionId: string) => {
  const [row] = await rowsOf<{ key_id: string; version: number; access_sealed: string }>(
    'select key_id, version, access_sealed from zoom_tokens where connection_id = $1',
    [connectionId],
  )
  return row
}

/** As whoever runs Touchline asks the database. */
const underKeys = async () =>
  (await systemPool().query<{ key_id: string; tokens: string }>('select * from tokens_by_key()'))
    .rows

describe('a new key in the ring', () => {
  test('seals everything anew, the database shows it, and the old key can go', async () => {
    const all = [await connected(), await connected(), await connected()]
    ringIs(newer, old)
    while ((await resealSome(new Date())) > 0);
    expect((await underKeys()).map(({ key_id }) => key_id)).toEqual(['newer'])
    ringIs(newer)
    for (const { me, connectionId } of all) {
      const auditId = await audit(me, connectionId)
      expect(await auditRow(auditId)).toMatchObject({ complete: true })
    }
    const first = all[0]
    expect(first && (await trailOf(first.me.organisation.id))).toContain('connection.reseal worker')
    await rowsOf('delete from zoom_tokens', [])
  })

  test('is used by the worker’s own sweep, while it does its other work', async () => {
    const { connectionId } = await connected()
    const worker = startWorkerProcess({ TOUCHLINE_SEALING_KEYS: [newer, old].join(',') })
    await expect.poll(underKeys, { timeout: 60_000 }).toEqual([{ key_id: 'newer', tokens: '1' }])
    expect(await worker.stop()).toBe(0)
    expect(await rowOf(connectionId)).toMatchObject({ key_id: 'newer' })
    await rowsOf('delete from zoom_tokens', [])
  })

  test('changes no version: a renewal that is under way keeps what it got', async () => {
    const { me, connectionId } = await connected()
    const before = await rowOf(connectionId)
    ringIs(newer, old)
    expect(await resealSome(new Date())).toBe(1)
    const version = before?.version ?? 0
    expect(await rowOf(connectionId)).toMatchObject({ key_id: 'newer', version })
    const ctx = await workerFor(me)
    const tokens = { accessToken: 'a', refreshToken: 'r', expiresAt: new Date(Date.now() + 3e6) }
    await keepRefreshed(ctx, { connectionId, version, tokens })
    expect(await freshAccessToken(ctx, connectionId)).toMatchObject({ accessToken: 'a' })
    await rowsOf('delete from zoom_tokens', [])
  })

  test('leaves alone what was renewed in the meantime', async () => {
    const { me, connectionId } = await connected()
    world.resetRequests()
    ringIs(newer, old)
    const ctx = await workerFor(me)
    const tokens = { accessToken: 'a', refreshToken: 'r', expiresAt: new Date(Date.now() + 3e6) }
    const version = (await rowOf(connectionId))?.version ?? 0
    await Promise.all([
      keepRefreshed(ctx, { connectionId, version, tokens }),
      resealTokens(ctx, { connectionId }).catch(() => {}),
    ])
    expect(await rowOf(connectionId)).toMatchObject({ key_id: 'newer', version: version + 1 })
    expect(await freshAccessToken(ctx, connectionId)).toMatchObject({ accessToken: 'a' })
    await rowsOf('delete from zoom_tokens', [])
  })

  test('cannot seal what no key opens: it is left as it is, and the rest is sealed', async () => {
    const [lost, other] = [await connected(), await connected()]
    const { access_sealed } = (await rowOf(lost.connectionId)) ?? {}
    await rowsOf(
      `update zoom_tokens set access_sealed = reverse(access_sealed) where connection_id = $1`,
      [lost.connectionId],
    )
    ringIs(newer, old)
    expect(await resealSome(new Date())).toBe(1)
    expect(await rowOf(lost.connectionId)).toMatchObject({ key_id: 'test' })
    expect((await rowOf(lost.connectionId))?.access_sealed).not.toBe(access_sealed)
    expect(await rowOf(other.connectionId)).toMatchObject({ key_id: 'newer' })
    await rowsOf('delete from zoom_tokens', [])
  })

  test('is for the worker of the tokens’ holder alone', async () => {
    const { me, connectionId } = await connected()
    const stranger = await workerFor(await aPerson())
    await expect(resealTokens(me, { connectionId })).rejects.toMatchObject({ code: 'not_found' })
    await expect(resealTokens(stranger, { connectionId })).rejects.toMatchObject({
      code: 'conflict',
    })
    await rowsOf('delete from zoom_tokens', [])
  })
})
