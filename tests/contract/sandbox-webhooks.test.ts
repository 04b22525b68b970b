import { beforeEach, describe, expect, test } from 'vitest'
import { connectAs, openClubSandbox } from '../support/apps-in-zoom'
import { listen } from '../support/webhook-ear'

const secrets = { '/user': 'secret of the user’s', '/admin': 'secret of the administrator’s' }
const { ear, url } = await listen(secrets)
const { sandbox, world, people, clock } = await openClubSandbox({
  webhooks: {
    user: { url: `${url}/user`, secret: secrets['/user'], minute_ms: 1, validate_minutes: 0 },
    admin: { url: `${url}/admin`, secret: secrets['/admin'], minute_ms: 1, validate_minutes: 0 },
  },
})

beforeEach(async () => {
  world.webhooks.release()
  await world.webhooks.settled()
  ear.heard = []
  ear.answers = []
})

const told = async () => {
  await world.webhooks.settled()
  return ear.heard
}

const events = async () => (await told()).map(({ to, event }) => `${to} ${event}`).toSorted()

describe('on its way', () => {
  beforeEach(async () => {
    await connectAs(sandbox, 'user', people.nell.id)
  })

  const say = (event: string) => world.sendEvent(people.nell.id, { event, app: 'user' })

  test('a thing is said again, with the same body and id', async () => {
    world.webhooks.treat({ copies: 2 })
    say('user.updated')
    say('user.deactivated')
    const heard = await told()
    const twice = heard.filter(({ event }) => event === 'user.updated')
    expect(heard).toHaveLength(4)
    expect(new Set(twice.map(({ body, requestId }) => `${requestId} ${body}`)).size).toBe(1)
  })

  test('a thing is held back, and said after the next', async () => {
    world.webhooks.treat({ holdBack: true })
    say('user.updated')
    expect(await events()).toEqual([])
    say('user.deactivated')
    expect((await told()).map(({ event }) => event)).toEqual(['user.deactivated', 'user.updated'])
    world.webhooks.treat({ holdBack: true, times: null })
    say('user.updated')
    say('user.updated')
    expect(await told()).toHaveLength(2)
    world.webhooks.release()
    expect(await told()).toHaveLength(4)
  })

  test('the clock that signs is out, and the signature is right all the same', async () => {
    world.webhooks.treat({ skew_ms: -400_000 })
    say('user.updated')
    const [heard] = await told()
    expect(heard?.timestamp).toBe(Math.floor(clock.now.getTime() / 1000) - 400)
    expect(heard?.isSignedWith(secrets['/user'])).toBe(true)
  })

  test('what becomes of each is chosen, for a storm by a seed', async () => {
    world.webhooks.treatBy((event) => (event === 'user.updated' ? { copies: 1 } : null))
    say('user.updated')
    say('user.deactivated')
    expect(await events()).toEqual([
      ...['/user user.deactivated', '/user user.updated', '/user user.updated'],
    ])
  })
})

describe('the question whose address it is', () => {
  test('is answered by each app with its own secret', async () => {
    expect(await world.webhooks.validate()).toBe(true)
    expect(await world.webhooks.validate('admin')).toBe(true)
    expect(await world.webhooks.validate('server')).toBe(false)
  })

  test('after six wrong answers in a row, nothing is sent, and nobody is told', async () => {
    await connectAs(sandbox, 'user', people.nell.id)
    const subscription = world.webhooks.subscription('user')
    ear.answers = [500, 500, 500, 500, 500]
    for (let n = 0; n < 6; n += 1) await subscription?.validate()
    expect(subscription?.isOn()).toBe(true)
    ear.answers = [500, 500, 500, 500, 500, 500]
    for (let n = 0; n < 6; n += 1) await subscription?.validate()
    expect(subscription?.isOn()).toBe(false)
    world.sendEvent(people.nell.id, { event: 'user.updated', app: 'user' })
    expect(await events()).toEqual([])
    subscription?.turnOn()
    world.sendEvent(people.nell.id, { event: 'user.updated', app: 'user' })
    expect(await events()).toEqual(['/user user.updated'])
  })

  test('is asked again every seventy-two hours, by its own clock', async () => {
    const { ear: other, url: to } = await listen({ '/': 'a secret' })
    other.answers = Array<number>(6).fill(500)
    const webhook = { url: `${to}/`, secret: 'a secret', minute_ms: 5, validate_minutes: 1 }
    const again = await openClubSandbox({ webhook })
    const subscription = again.world.webhooks.subscription('user')
    await expect.poll(() => subscription?.isOn(), { timeout: 5_000, interval: 5 }).toBe(false)
  })
})
