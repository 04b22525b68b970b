import { expect, test } from 'vitest'
import type { Json, JsonObject } from '#lib/core/canonical-json'
import { openSandbox } from '../support/stand-in-zoom'
import { listen } from '../support/webhook-ear'

const { ear, url } = await listen({})
const { sandbox } = await openSandbox({
  webhook: { url, secret: 'a secret', minute_ms: 1, validate_minutes: 0 },
})
const { world } = sandbox

async function control(method: string, path: string, body?: Json) {
  const response = await fetch(`${sandbox.url}/sandbox${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const answer: JsonObject = JSON.parse(await response.text())
  return { status: response.status, answer }
}

const idIn = ({ id }: JsonObject) => (typeof id === 'string' ? id : '')

test('the demo’s club account is made with nothing said, and found again', async () => {
  const { status, answer } = await control('POST', '/accounts', {})
  expect({ status, answer }).toMatchObject({
    status: 200,
    answer: {
      name: 'Hartley Gymnastics',
      plan: 'business',
      pending: ['new.coach@hartley-gymnastics.example'],
      groups: [{ name: 'Coaches' }, { name: 'Office' }],
    },
  })
  expect((await control('GET', `/accounts/${idIn(answer)}`)).answer).toEqual(answer)
  expect((await control('POST', '/accounts', {})).status).toBe(400)
})

test('another is made as said: its id, people, groups and locks', async () => {
  const people: JsonObject[] = [
    { name: 'Olu A', email: 'olu@club.example' },
    {
      name: 'Kit L',
      email: 'KIT@club.example',
      administrator: true,
      group: 'All',
      settings: { 'in_meeting.chat': false },
      meetings: [{ topic: 'Squad', inDays: 1, hour: 17, sortedAs: 'club' }],
    },
  ]
  const club = {
    id: 'northgate',
    name: 'Northgate',
    plan: 'pro',
    people,
    pending: [],
    settings: { 'in_meeting.feedback': true },
    locked: ['in_meeting.feedback'],
    groups: [{ name: 'All' }],
  }
  const { answer } = await control('POST', '/accounts', club)
  const [owner, kit] = world.usersOf('northgate')
  expect(answer).toMatchObject({ id: 'northgate', ownerId: owner?.id, adminIds: [kit?.id] })
  expect(kit?.meetings).toHaveLength(1)
  expect(world.bodyOfSettings(kit?.id ?? '')).toMatchObject({
    in_meeting: { chat: false, feedback: true },
  })
})

test('settings, locks, groups and people of an account are changed', async () => {
  const first = { name: 'A B', email: 'a@club.example', plan: 'business', account: { id: 'elm' } }
  await control('POST', '/users', first)
  await control('POST', '/users', {
    ...{ name: 'C D', email: 'c@club.example', sameAccountAs: 'a@club.example' },
    plan: 'business',
  })
  await control('PATCH', '/accounts/elm/settings', { 'in_meeting.chat': false })
  await control('PUT', '/accounts/elm/locks', { paths: ['in_meeting.chat'] })
  const { answer } = await control('POST', '/accounts/elm/groups', { name: 'G', members: [] })
  const group = `/accounts/elm/groups/${idIn(answer)}`
  await control('PUT', `${group}/members`, { users: ['c@club.example'] })
  await control('PATCH', `${group}/settings`, { 'in_meeting.feedback': true })
  await control('PUT', `${group}/locks`, { paths: ['in_meeting.feedback'] })
  await control('PUT', '/accounts/elm/admins', { users: ['c@club.example'] })
  const person = { email: 'p@club.example', firstName: 'P', lastName: 'Q' }
  await control('POST', '/accounts/elm/pending', person)
  await control('PUT', '/users/c@club.example/status', { status: 'inactive' })
  const { id, adminIds, locked, pending, groups } = world.account('elm')
  const member = world.user('c@club.example')
  expect({ id, adminIds, locked, pending }).toEqual({
    id: 'elm',
    adminIds: [member.id],
    locked: ['in_meeting.chat'],
    pending: [person],
  })
  expect(groups).toMatchObject([{ memberIds: [member.id], locked: ['in_meeting.feedback'] }])
  expect(member.status).toBe('inactive')
  expect(world.bodyOfSettings(member.id)).toMatchObject({
    in_meeting: { chat: false, feedback: true },
  })
  expect((await control('PUT', '/accounts/elm/locks', { paths: ['no.such'] })).status).toBe(400)
  expect((await control('GET', '/accounts/none')).status).toBe(404)
})

test('what is ignored, the clock, the grace and the fate of events are set', async () => {
  await control('POST', '/users', { name: 'E F', email: 'e@club.example' })
  await control('PUT', '/users/e@club.example/ignored', { paths: ['*'] })
  expect(world.user('e@club.example').ignored).toEqual(['*'])
  await control('PUT', '/pace', { clockSkew_ms: -60_000, refreshGrace_ms: 1000 })
  const skewed = await fetch(`${sandbox.url}/sandbox/health`)
  const expected = new Date(Date.parse('2026-11-25T11:59:00Z')).toUTCString()
  expect(skewed.headers.get('date')).toBe(expected)
  await control('PUT', '/pace', { clockSkew_ms: 0, refreshGrace_ms: 0 })
  await control('POST', '/webhooks/treatments', { copies: 1, holdBack: true })
  await control('POST', '/users/e@club.example/events', { event: 'user.updated' })
  await world.webhooks.settled()
  expect(ear.heard).toHaveLength(0)
  await control('DELETE', '/webhooks/treatments')
  await world.webhooks.settled()
  expect(ear.heard).toHaveLength(2)
  expect(Array.isArray((await control('GET', '/uses')).answer)).toBe(true)
})
