import { randomUUID } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import type { Plan } from '#lib/zoom-sandbox/state'
import { answerOf } from '#lib/zoom/failure'
import { askApi, connect, openSandbox } from '../support/stand-in-zoom'

const { sandbox, clock, wait } = await openSandbox()
const { world } = sandbox

afterEach(() => world.setRateLimits(false))

async function asking(plan: Plan, sameAccountAs?: string) {
  const email = `${randomUUID()}@coach.example`
  const account = sameAccountAs === undefined ? {} : { sameAccountAs }
  const user = world.addUser({ name: 'Jo Marsh', email, plan, ...account })
  const { access } = await connect(sandbox, user.id)
  return { user, ask: (path: string) => askApi(sandbox, access, path) }
}

/** How many of so many requests of one second are answered. */
async function answered(ask: (path: string) => Promise<{ status: number }>, path: string) {
  wait(1)
  const statuses: number[] = []
  for (let n = 0; n < 90; n += 1) statuses.push((await ask(path)).status)
  return statuses.filter((status) => status === 200).length
}

test.each([
  ['basic', 4, 2],
  ['pro', 30, 20],
  ['business', 80, 60],
] as const)('%s: %i light and %i medium requests a second', async (plan, light, medium) => {
  const { ask } = await asking(plan)
  expect(await answered(ask, '/users/me')).toBe(90)
  world.setRateLimits(true)
  expect(await answered(ask, '/users/me')).toBe(light)
  expect(await answered(ask, '/users/me/settings')).toBe(medium)
})

test('the limit is the account’s: whoever of it asks', async () => {
  const one = await asking('basic')
  const other = await asking('basic', one.user.id)
  const stranger = await asking('basic')
  world.setRateLimits(true)
  expect(await answered(one.ask, '/users/me')).toBe(4)
  expect((await other.ask('/users/me')).status).toBe(429)
  expect((await stranger.ask('/users/me')).status).toBe(200)
})

test('too many a second, and too many a day, are told as Zoom tells them', async () => {
  const { ask } = await asking('basic')
  world.setRateLimits(true)
  expect(await answered(ask, '/users/me/settings')).toBe(2)
  const second = await ask('/users/me/settings')
  expect(second.headers.get('x-ratelimit-type')).toBe('QPS')
  expect(second.headers.get('retry-after')).toBeNull()
  expect(again(second)).toMatchObject({ again: 'patience' })
  for (let n = 2; n < 2_000; n += 1) {
    if (n % 2 === 0) wait(1 / 60)
    expect((await ask('/users/me/settings')).status).toBe(200)
  }
  wait(1)
  const day = await ask('/users/me/settings')
  expect(day.headers.get('x-ratelimit-type')).toBe('Daily-limit')
  expect(day.headers.get('retry-after')).toBe('2026-11-26T00:00:00Z')
  expect(again(day)).toEqual({
    reason: 'zoom_down',
    again: 'later',
    at: new Date('2026-11-26T00:00:00Z'),
  })
})

const again = ({ status, headers, body }: Awaited<ReturnType<typeof askApi>>) => {
  const sent = { answered: true, status, headers, text: JSON.stringify(body) } as const
  const answer = answerOf(sent, clock.now)
  return answer.ok ? null : answer.failure
}
