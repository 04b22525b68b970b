import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Context } from '#lib/context'
import { isAppError } from '#lib/core/errors'
import { systemPool } from '#lib/database/pools'
import { env } from '#lib/env'
import { closeQueue } from '#lib/jobs/enqueue'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import { provideCredential } from '#lib/register/provide-credential'
import { resealReference, resealReferences } from '#lib/register/reseal-references'
import { showToVerify } from '#lib/register/show-credential'
import { asRole } from '../support/database'
import { aBodyThatAsks, aScene, check } from '../support/register-people'
import { trailOf } from '../support/trail-of'
import { workerContext } from '../support/worker-context'

const conflict = (error: unknown) => isAppError(error, 'conflict')

let body: Context
beforeAll(async () => {
  await prepareQueue()
  body = await aBodyThatAsks()
})
afterAll(closeQueue)

describe('the number of a credential', () => {
  const key = (id: string, byte: number) => `${id}:${Buffer.alloc(32, byte).toString('base64')}`
  const old = key('test', 7)
  const newer = key('newer', 8)
  afterEach(() => {
    env().TOUCHLINE_SEALING_KEYS = old
  })

  test('is sealed anew under a new key, after which the old one can go', async () => {
    const { club, asCoach, coachId } = await aScene(body)
    const credentialId = await provideCredential(asCoach, { coachId, ...check() })
    env().TOUCHLINE_SEALING_KEYS = [newer, old].join(',')
    while ((await resealReferences(new Date())) > 0);
    const under = await systemPool().query<{ key_id: string }>('select * from tokens_by_key()')
    expect(under.rows.map(({ key_id }) => key_id)).toEqual(['newer'])
    env().TOUCHLINE_SEALING_KEYS = newer
    expect((await showToVerify(club, { credentialId })).reference).toBe('001234567890')
    expect(await trailOf(club.organisation.id)).toContain('credential.reseal worker')
  })

  test('is sealed anew by a worker alone, and of one that is not there nothing is', async () => {
    const { club, asCoach, coachId } = await aScene(body)
    const credentialId = await provideCredential(asCoach, { coachId, ...check({ reference: '' }) })
    const worker = await workerContext('erase-reference', club.organisation.id, new Date())
    await expect(resealReference(worker, { credentialId })).rejects.toSatisfy(conflict)
    await expect(resealReference(worker, { credentialId: randomUUID() })).rejects.toSatisfy(
      conflict,
    )
    await expect(resealReference(club, { credentialId })).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  test('is emptied by nobody but who erases it in its time', async () => {
    const { club, asCoach, coachId } = await aScene(body)
    const credentialId = await provideCredential(asCoach, { coachId, ...check() })
    await expect(
      asRole('app', async (client) => {
        await client.query("select set_config('app.organisation_id', $1, false)", [
          club.organisation.id,
        ])
        await client.query(
          'update credentials set reference_sealed = null, reference_key_id = null where id = $1',
          [credentialId],
        )
      }),
    ).rejects.toThrow('only sealed anew')
  })
})
