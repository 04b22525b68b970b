import { bindServerTo, serverAccountId, serverClub } from '../support/server-credentials'
import { sandbox } from '../support/sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { randomUUID } from 'node:crypto'
import type { Context } from '#lib/context'
import { startAudit } from '#lib/audits/start-audit'
import { closeQueue } from '#lib/jobs/enqueue'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import { checkServerClub } from '#lib/zoom-accounts/check-server-club'
import { connectServer } from '#lib/zoom-accounts/connect-server'
import { disconnectAccount } from '#lib/zoom-accounts/disconnect-account'
import { getAccount } from '#lib/zoom-accounts/get-account'
import { freshAccessToken } from '#lib/zoom-connections/fresh-access-token'
import { auditRow, doDue, resultsOf, today } from '../support/audits'
import { rowsOf, workerFor } from '../support/connections'
import { aClub, aCoach, aGoverningBody, anOfficer, at } from '../support/contexts'

const { world } = sandbox
let body: Context
let club: Context

beforeAll(async () => {
  await prepareQueue()
  body = await aGoverningBody()
  club = await aClub(body, serverClub)
  await bindServerTo(club.organisation.id)
  world.addUser({
    email: 'owner@hartley.example',
    name: 'Ada Owner',
    plan: 'business',
    account: { id: serverAccountId, name: serverClub },
  })
})
afterAll(closeQueue)

const missing = expect.objectContaining({ code: 'not_found' })

describe('credentials of the installation’s own', () => {
  test('are offered to their own club, and to no other', async () => {
    expect((await getAccount(today(club))).canUseServer).toBe(true)
    // Whatever it is called by then.
    const renamed = { ...club, organisation: { ...club.organisation, slug: 'hartley-new' } }
    expect((await getAccount(today(renamed))).canUseServer).toBe(true)
    const other = await aClub(body)
    expect((await getAccount(today(other))).canUseServer).toBe(false)
    await expect(connectServer(today(other))).rejects.toEqual(missing)
    const { inClub } = await aCoach(club)
    await expect(connectServer(today(inClub))).rejects.toEqual(missing)
  })

  test('that are no club’s stop a worker from starting, and say which setting is wrong', async () => {
    await checkServerClub()
    for (const id of [randomUUID(), body.organisation.id]) {
      await bindServerTo(id)
      await expect(checkServerClub()).rejects.toMatchObject({
        code: 'not_configured',
        message: expect.stringContaining('ZOOM_SERVER_ORGANISATION_ID'),
      })
    }
    await bindServerTo(club.organisation.id)
  })

  test('read the account without anybody’s consent, get new tokens, and end here alone', async () => {
    const officer = await anOfficer(club, 'administrator')
    const { connectionId } = await connectServer(today(officer))
    await doDue()
    const { accounts } = await getAccount(today(club))
    expect(accounts).toMatchObject([
      { connectionId, app: 'server', state: 'connected', missing: [] },
    ])
    const [audit] = await rowsOf<{ id: string }>('select id from audits where connection_id = $1', [
      connectionId,
    ])
    expect(await auditRow(audit?.id ?? '')).toMatchObject({ complete: true, reason: null })
    expect(await resultsOf(club, connectionId)).toHaveProperty('Z18')

    const tokens = () =>
      rowsOf<{ version: number }>('select version from zoom_tokens where connection_id = $1', [
        connectionId,
      ])
    const [before] = await tokens()
    const worker = await workerFor(at(club, new Date(Date.now() + 2 * 3_600_000)))
    expect(await freshAccessToken(worker, connectionId)).toMatchObject({ ok: true })
    const [after] = await tokens()
    expect(after?.version).toBe((before?.version ?? 0) + 1)
    await startAudit(today(club), { connectionId })
    await doDue()

    await disconnectAccount(today(club), { connectionId })
    expect(await tokens()).toEqual([])
    expect((await connectServer(today(officer))).connectionId).toBe(connectionId)
  })
})
