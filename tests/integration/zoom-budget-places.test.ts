import { sandbox } from '../support/sandbox'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { closeQueue } from '#lib/jobs/enqueue'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import type { NewUser } from '#lib/zoom-sandbox/new-user'
import { accountBudget } from '#lib/zoom-budgets/account-budget'
import { takeChange } from '#lib/zoom-budgets/take-change'
import type { Place } from '#lib/zoom/budget'
import { changesADay_max, paceOf } from '#lib/zoom/rate-limits'
import { audit, connectAccount, day_ms, doDue, zoomUser } from '../support/audits'
import { rowsOf } from '../support/connections'
import { aPerson } from '../support/contexts'
import { asRole } from '../support/database'

vi.hoisted(() => {
  process.env.ZOOM_BUSINESS_ACCOUNTS = 'another-large-one, a-large-one'
})

beforeAll(prepareQueue)
afterAll(closeQueue)

type Plan = NewUser['plan']

/** A connected Zoom user; of the same Zoom account as another where one is named. */
async function connected(plan: NonNullable<Plan>, sameAccountAs?: string) {
  const user = zoomUser({ plan, ...(sameAccountAs === undefined ? {} : { sameAccountAs }) })
  const connectionId = await connectAccount(await aPerson(), user.id)
  return { user, connectionId, budget: accountBudget(connectionId), account: user.accountId }
}

/** So many asked for at once, each for now or not at all: how many were had. */
async function hadAtOnce(number: number, take: () => Promise<Place>): Promise<number> {
  const places = await Promise.all(Array.from({ length: number }, take))
  return places.filter(({ ok }) => ok).length
}

describe('a place in the budget of a Zoom account', () => {
  test('is had at once while a second holds it, and then at an even pace', async () => {
    const { budget } = await connected('basic')
    const begun = performance.now()
    // Four a second, all of them (ZOOM_BUDGET_SHARE is 1 here).
    expect(await hadAtOnce(4, () => budget.place('Light', 0))).toBe(4)
    expect(await hadAtOnce(4, () => budget.place('Light', 5000))).toBe(4)
    expect(performance.now() - begun).toBeGreaterThan(950)
  })

  test('is the account’s, whichever of its connections and whoever asks', async () => {
    const one = await connected('basic')
    const other = await connected('basic', one.user.id)
    const stranger = await connected('basic')
    expect(await one.budget.place('Medium', 0)).toEqual({ ok: true })
    expect(await other.budget.place('Medium', 0)).toEqual({ ok: true })
    expect(await one.budget.place('Medium', 0)).toMatchObject({ ok: false })
    expect(await other.budget.place('Light', 0)).toEqual({ ok: true })
    expect(await stranger.budget.place('Medium', 0)).toEqual({ ok: true })
  })

  test('of an account where one person has a licence is a paid account’s', async () => {
    const free = await connected('basic')
    await connected('pro', free.user.id)
    const { budget } = await connected('basic', free.user.id)
    expect(await hadAtOnce(15, () => budget.place('Medium', 0))).toBe(15)
    const rows = await rowsOf('select used from system.zoom_budgets where zoom_account_id = $1', [
      free.account,
    ])
    expect(rows).toEqual([{ used: 15 }])
  })

  test('of an account that the settings name is that of Business, licences or not', async () => {
    const { connectionId } = await connected('basic')
    await rowsOf(`update zoom_connections set zoom_account_id = 'a-large-one' where id = $1`, [
      connectionId,
    ])
    const budget = accountBudget(connectionId)
    expect(await hadAtOnce(60, () => budget.place('Medium', 0))).toBe(60)
  })

  test('follows what Zoom says at each check: a licence that was bought, or given up', async () => {
    const me = await aPerson()
    const user = zoomUser({ plan: 'basic' })
    const connectionId = await connectAccount(me, user.id)
    await doDue()
    expect(await hadAtOnce(5, () => accountBudget(connectionId).place('Light', 0))).toBeLessThan(5)
    sandbox.world.user(user.id).plan = 'pro'
    await audit(me, connectionId)
    // More than a free account may ever be asked at once.
    expect(
      await hadAtOnce(15, () => accountBudget(connectionId).place('Light', 0)),
    ).toBeGreaterThan(4)
    sandbox.world.user(user.id).plan = 'basic'
    await audit(me, connectionId)
    expect(
      await rowsOf('select zoom_user_type as type from zoom_connections where id = $1', [
        connectionId,
      ]),
    ).toEqual([{ type: 1 }])
  })

  test('that would have to be waited for too long is not taken, and says when to come', async () => {
    const { budget, account } = await connected('basic')
    await budget.place('Medium', 0)
    await rowsOf(
      `update system.zoom_budgets set paced_until = now() + interval '5 seconds'
       where zoom_account_id = $1`,
      [account],
    )
    const refused = await budget.place('Medium', 100)
    const in_ms = refused.ok ? 0 : refused.at.getTime() - Date.now()
    expect(in_ms).toBeGreaterThan(3000)
    expect(in_ms).toBeLessThanOrEqual(4500)
    const rows = await rowsOf('select used from system.zoom_budgets where zoom_account_id = $1', [
      account,
    ])
    expect(rows).toEqual([{ used: 1 }])
  })

  test('ends with the day of a free account (UTC), and begins with the next', async () => {
    const { budget, account } = await connected('basic')
    await budget.place('Light', 0)
    const use = (used: number, day: string) =>
      rowsOf(
        `update system.zoom_budgets set used = $2, paced_until = now() - interval '1 second',
           day = (now() at time zone 'utc')::date ${day} where zoom_account_id = $1`,
        [account, used],
      )
    await use(5999, '')
    expect(await budget.place('Light', 0)).toEqual({ ok: true })
    const refused = await budget.place('Light', 10_000)
    const midnight = (Math.floor(Date.now() / day_ms) + 1) * day_ms
    expect(refused.ok ? 0 : Math.abs(refused.at.getTime() - midnight)).toBeLessThan(2000)
    await use(6000, '- 1')
    expect(await budget.place('Light', 0)).toEqual({ ok: true })
  })

  test.each([
    ['Light', 1500],
    ['Medium', 500],
  ] as const)('at a quarter of a free account’s day is %s: %i', async (label, places) => {
    const { account } = await connected('basic')
    const { gap_ms, burst, a_day } = paceOf('free', label, 0.25)
    expect(a_day).toBe(places)
    // As the budget asks for one, with the pace of an hour out of the way.
    const take = async () => {
      await rowsOf(
        `update system.zoom_budgets set paced_until = now() - interval '1 hour'
         where zoom_account_id = $1`,
        [account],
      )
      const [row] = await rowsOf<{ taken: boolean }>(
        'select taken from take_zoom_place($1, $2, $3, $4, $5, 0)',
        [account, label, gap_ms, burst, a_day],
      )
      return row?.taken
    }
    expect(await take()).toBe(true)
    await rowsOf(
      `update system.zoom_budgets set used = $2 - 1, day = (now() at time zone 'utc')::date
       where zoom_account_id = $1 and label = $3`,
      [account, places, label],
    )
    expect(await take()).toBe(true)
    expect(await take()).toBe(false)
  })

  test('is nobody’s while Zoom wants quiet, and nobody else’s affair', async () => {
    const one = await connected('pro')
    const other = await connected('pro', one.user.id)
    const stranger = await connected('pro')
    const until = new Date(Date.now() + 60_000)
    await one.budget.quiet(until)
    await one.budget.quiet(new Date(Date.now() + 1000))
    const refused = await other.budget.place('Light', 10_000)
    expect(refused.ok ? 0 : Math.abs(refused.at.getTime() - until.getTime())).toBeLessThan(500)
    expect(await other.budget.place('Medium', 10_000)).toMatchObject({ ok: false })
    expect(await stranger.budget.place('Light', 0)).toEqual({ ok: true })
  })

  test('that is waited for when Zoom begins to want quiet is not used before its end', async () => {
    const { budget } = await connected('basic')
    await Promise.all([budget.place('Medium', 0), budget.place('Medium', 0)])
    const waiting = budget.place('Medium', 5000)
    const quietUntil = Date.now() + 1500
    await budget.quiet(new Date(quietUntil))
    expect(await waiting).toEqual({ ok: true })
    expect(Date.now()).toBeGreaterThanOrEqual(quietUntil - 50)
  })

  test('is not to be kept from anybody for longer than a day, whatever Zoom names', async () => {
    const { budget } = await connected('pro')
    await budget.quiet(new Date('2099-01-01T00:00:00Z'))
    const refused = await budget.place('Light', 0)
    expect(refused.ok ? Infinity : refused.at.getTime()).toBeLessThan(Date.now() + 1.1 * day_ms)
  })
})

describe('the changes of a day', () => {
  test('are a hundred for each Zoom user, however many ask at once, and new each day', async () => {
    const [one, other] = [randomUUID(), randomUUID()]
    const asked = Array.from({ length: changesADay_max + 5 }, () => takeChange(one))
    const answers = await Promise.all(asked)
    expect(answers.filter((answer) => answer === 'allowed')).toHaveLength(100)
    expect(await takeChange(one)).toBe('tomorrow')
    expect(await takeChange(other)).toBe('allowed')
    await rowsOf('update system.zoom_changes set day = day - 1 where zoom_user_id = $1', [one])
    expect(await takeChange(one)).toBe('allowed')
    expect(
      await rowsOf('select used from system.zoom_changes where zoom_user_id = $1', [one]),
    ).toEqual([{ used: 1 }])
  })
})

describe('the budgets', () => {
  test.each([
    ['app', 'select * from system.zoom_budgets'],
    ['app', 'select * from system.zoom_quiet'],
    ['app', 'select * from system.zoom_changes'],
    ['system', 'select * from system.zoom_budgets'],
    ['app', `select take_zoom_place('a', 'Light', 1, 1, null, 0)`],
    ['app', `select quiet_zoom_account('a', 1)`],
    ['app', `select * from zoom_account_of(uuidv7())`],
    ['app', `select take_zoom_change('u', 100)`],
    ['app', `select * from tokens_under(array['test'], 1)`],
    ['auth', `select * from tokens_by_key()`],
    ['system', 'select access_sealed from zoom_tokens'],
  ] as const)('are closed to %s: %s', async (role, statement) => {
    await asRole(role, async (client) => {
      await expect(client.query(statement)).rejects.toThrow(/permission denied/)
    })
  })
})
