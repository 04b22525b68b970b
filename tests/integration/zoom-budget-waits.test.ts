import { sandbox } from '../support/sandbox'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Context } from '#lib/context'
import { getAudit } from '#lib/audits/get-audit'
import { startAudit } from '#lib/audits/start-audit'
import { closeQueue } from '#lib/jobs/enqueue'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import { accountBudget } from '#lib/zoom-budgets/account-budget'
import { auditRow, connectAccount, doDue, today, zoomUser } from '../support/audits'
import { rowsOf } from '../support/connections'
import { aPerson } from '../support/contexts'
import { trailOf } from '../support/trail-of'

const { world } = sandbox

beforeAll(prepareQueue)
afterAll(closeQueue)
afterEach(() => world.clearFailures())

async function connected() {
  const me = await aPerson()
  const user = zoomUser()
  const connectionId = await connectAccount(me, user.id)
  await doDue()
  return { me, user, connectionId }
}

const ask = async (me: Context, connectionId: string) =>
  (await startAudit(today(me), { connectionId })).auditId

const dueOf = async (auditId: string) => {
  const [row] = await rowsOf<{ in_s: number; attempts: number; leased: boolean }>(
    `select extract(epoch from at - now())::double precision as in_s, attempts,
       lease_token is not null as leased
     from system.due where kind = 'read-account' and subject_id = $1`,
    [auditId],
  )
  return row
}

/** Zoom's quiet is over for everybody, and what waited for it is due. */
async function quietEnds(auditId: string): Promise<void> {
  await rowsOf('delete from system.zoom_quiet', [])
  await rowsOf('update system.due set at = now() where subject_id = $1', [auditId])
}

describe('an audit for which there is no place at Zoom', () => {
  test('waits without an attempt used up or a request sent, says until when, and is then made', async () => {
    const { me, connectionId } = await connected()
    const until = Date.now() + 3 * 60 * 60_000
    await accountBudget(connectionId).quiet(new Date(until))
    world.resetRequests()
    const auditId = await ask(me, connectionId)
    await doDue()
    expect(world.requests().total).toBe(0)
    expect(await auditRow(auditId)).toMatchObject({ state: 'queued', complete: null, reason: null })
    const due = await dueOf(auditId)
    expect(due).toMatchObject({ attempts: 0, leased: false })
    expect(Math.abs((due?.in_s ?? 0) - 3 * 60 * 60)).toBeLessThan(60)
    const seen = await getAudit(today(me), { auditId })
    expect(Math.abs((seen.askAgainAt?.getTime() ?? 0) - until)).toBeLessThan(60_000)
    expect((await trailOf(me.organisation.id)).at(-1)).toBe('audit.put_off worker')
    await quietEnds(auditId)
    await doDue()
    expect(await auditRow(auditId)).toMatchObject({ state: 'finished', complete: true })
    expect(await getAudit(today(me), { auditId })).toMatchObject({ askAgainAt: null })
  })

  test('is one that Zoom stops in the middle, too, where the wait is short', async () => {
    const { me, user, connectionId } = await connected()
    const resumes = new Date(Date.now() + 10 * 60_000)
    const headers = { 'retry-after': resumes.toISOString() }
    const body = { code: 429, message: 'Too many requests.' }
    const path = '^/v2/users/me/meetings'
    world.failWith({ path, userId: user.id, status: 429, body, headers })
    const auditId = await ask(me, connectionId)
    await doDue()
    expect(await auditRow(auditId)).toMatchObject({ state: 'queued', complete: null })
    expect((await dueOf(auditId))?.in_s).toBeGreaterThan(9 * 60)
    expect(
      await rowsOf('select 1 from reading_confirmations where audit_id = $1', [auditId]),
    ).toEqual([])
    await quietEnds(auditId)
    await doDue()
    expect(await auditRow(auditId)).toMatchObject({ state: 'finished', complete: true })
  })

  test('that has waited for more than a day ends, and says why it came to nothing', async () => {
    const { me, connectionId } = await connected()
    await accountBudget(connectionId).quiet(new Date(Date.now() + 60_000))
    const auditId = await ask(me, connectionId)
    await rowsOf(`update audits set queued_at = queued_at - interval '26 hours' where id = $1`, [
      auditId,
    ])
    await doDue()
    expect(await auditRow(auditId)).toMatchObject({
      state: 'finished',
      complete: false,
      reason: 'zoom_down',
    })
  })
})
