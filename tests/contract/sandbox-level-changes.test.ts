import { beforeEach, describe, expect, test } from 'vitest'
import type { JsonObject } from '#lib/core/canonical-json'
import { adminScopes } from '#lib/zoom-sandbox/apps'
import { valueAt } from '#lib/zoom-sandbox/json-path'
import type { Plan } from '#lib/zoom-sandbox/state'
import { connectAs, openClubSandbox, patchApi } from '../support/apps-in-zoom'
import { askApi } from '../support/stand-in-zoom'

const writing = [
  'account:update:settings:admin',
  'account:update:lock_settings:admin',
  'group:update:settings:admin',
  'group:update:lock_settings:admin',
] as const

const { sandbox, world } = await openClubSandbox({ adminOptionalScopes: writing })

let nth = 0

/** An account with nothing set or locked, a group of it, and its owner's consent for an app. */
async function anAccount(plan: Plan = 'business', scopes: readonly string[] = writing) {
  nth += 1
  const owner = world.addUser({ name: 'O', email: `level${nth}@club.example`, plan })
  const { accountId: id } = owner
  const group = world.addGroup(id, { name: 'Coaches', members: [owner.email] })
  const { access } = await connectAs(sandbox, 'admin', owner.id, [...adminScopes, ...scopes])
  const paths = {
    account: `/accounts/me/settings`,
    account_lock: `/accounts/me/lock_settings`,
    group: `/groups/${encodeURIComponent(group.id)}/settings`,
    group_lock: `/groups/${encodeURIComponent(group.id)}/lock_settings`,
  }
  type At = keyof typeof paths
  const patch = (at: At, body: JsonObject, option = '') =>
    patchApi(sandbox, access, `${paths[at]}${option}`, body)
  const value = async (at: At, path: string, option = '') =>
    valueAt((await askApi(sandbox, access, `${paths[at]}${option}`)).body, path)
  return { id, owner, group, patch, value }
}

let one = await anAccount()
beforeEach(async () => {
  one = await anAccount()
})

const security = '?option=meeting_security'
const chatOff = { in_meeting: { chat: false } }
const levels = ['account', 'group'] as const

describe.each(levels)('a change of the settings of an %s', (level) => {
  test('is taken with 204 and nothing else, and is there when read, by who follows it too', async () => {
    const { id, group, owner, patch, value } = one
    expect(await patch(level, chatOff)).toEqual({ status: 204, text: '' })
    expect(await value(level, 'in_meeting.chat')).toBe(false)
    expect(await value(level, 'in_meeting.private_chat')).toBe(true)
    expect(valueAt(world.bodyOfSettings(owner.id), 'in_meeting.chat')).toBe(false)
    const of = level === 'account' ? world.account(id) : group
    expect(of.settings).toEqual({ 'in_meeting.chat': false })
  })

  test('goes by the option that it is read by', async () => {
    const { patch, value } = one
    const body = { meeting_security: { phone_password: false } }
    expect(await patch(level, body)).toMatchObject({ status: 400 })
    expect(await patch(level, chatOff, security)).toMatchObject({ status: 400 })
    expect(await patch(level, body, security)).toMatchObject({ status: 204 })
    expect(await value(level, 'meeting_security.phone_password', security)).toBe(false)
    expect(await patch(level, {}, '?option=none_of_these')).toMatchObject({ status: 400 })
  })

  test('leaves one guard on: Zoom turns the waiting room on', async () => {
    const { patch, value } = one
    const off = { meeting_security: { waiting_room: false, meeting_password: false } }
    expect(await patch(level, off, security)).toMatchObject({ status: 204 })
    expect(await value(level, 'meeting_security.waiting_room', security)).toBe(true)
    expect(await value(level, 'meeting_security.meeting_password', security)).toBe(false)
  })

  test.each<[string, JsonObject]>([
    ['no key of Zoom’s', { in_meeting: { no_such_key: true } }],
    ['another type', { in_meeting: { chat: 'yes' } }],
    ['a section in place of its values', { in_meeting: [] }],
  ])('is refused whole for %s', async (_, body) => {
    const { patch, value } = one
    expect(
      await patch(level, { ...body, email_notification: { cancel_meeting_reminder: false } }),
    ).toMatchObject({ status: 400 })
    expect(await value(level, 'in_meeting.chat')).toBe(true)
  })
})

describe.each(levels)('a change of the locks of an %s', (level) => {
  const at = `${level}_lock` as const

  test('locks what is true, unlocks what is false, and leaves the rest', async () => {
    const { patch, value, owner } = one
    const both = { in_meeting: { chat: true, private_chat: true } }
    expect(await patch(at, both)).toEqual({ status: 204, text: '' })
    expect(world.asSet(owner.id).locked).toEqual(expect.arrayContaining(['in_meeting.chat']))
    expect(await patch(at, { in_meeting: { chat: false } })).toMatchObject({ status: 204 })
    expect(await value(at, 'in_meeting.chat')).toBe(false)
    expect(await value(at, 'in_meeting.private_chat')).toBe(true)
    const room = { meeting_security: { waiting_room: true } }
    expect(await patch(at, room, security)).toMatchObject({ status: 204 })
    expect(await value(at, 'meeting_security.waiting_room', security)).toBe(true)
  })

  test('is refused for what has no lock, and for anything but yes and no', async () => {
    const { patch, value } = one
    const odd: JsonObject[] = [{ no_such_key: false }, { chat: 'on' }]
    for (const in_meeting of odd) {
      expect(await patch(at, { in_meeting })).toMatchObject({ status: 400 })
    }
    expect(await value(at, 'in_meeting.chat')).toBe(false)
  })
})

describe('what is locked for everybody', () => {
  test('is taken and not changed for a group, with what belongs to it; the rest is', async () => {
    const { id, patch, value } = one
    world.setAccountLocks(id, ['in_meeting.chat', 'meeting_security.waiting_room'])
    const body = { in_meeting: { chat: false, allow_participants_chat_with: 1, feedback: true } }
    expect(await patch('group', body)).toMatchObject({ status: 204 })
    expect(await value('group', 'in_meeting.chat')).toBe(true)
    expect(await value('group', 'in_meeting.allow_participants_chat_with')).not.toBe(1)
    expect(await value('group', 'in_meeting.feedback')).toBe(true)
    await patch('group', { meeting_security: { waiting_room: false } }, security)
    expect(await value('group', 'meeting_security.waiting_room', security)).toBe(true)
    await patch('group_lock', { in_meeting: { chat: true, feedback: true } })
    expect(await value('group_lock', 'in_meeting.chat')).toBe(false)
    expect(await value('group_lock', 'in_meeting.feedback')).toBe(true)
  })

  test('is still changed where it was locked: for everybody', async () => {
    const { id, patch, value } = one
    world.setAccountLocks(id, ['in_meeting.chat'])
    expect(await patch('account', chatOff)).toMatchObject({ status: 204 })
    expect(await value('account', 'in_meeting.chat')).toBe(false)
  })
})

describe('is refused in Zoom’s words', () => {
  const changes = [
    ['account', chatOff],
    ['account_lock', { in_meeting: { chat: true } }],
    ['group', chatOff],
    ['group_lock', { in_meeting: { chat: true } }],
  ] as const

  test.each(changes)('without the scope for it: %s', async (at, body) => {
    const { patch } = await anAccount('business', [])
    const answer = await patch(at, body)
    expect([answer.status, answer.text]).toEqual([400, expect.stringContaining('4711')])
  })

  test.each(changes)('of a free account: %s', async (at, body) => {
    const { patch } = await anAccount('basic')
    const answer = await patch(at, body)
    expect(answer.status).toBe(400)
    expect(answer.text).toContain('Only available for paid account')
  })

  test.each(changes)('for who is no administrator any more: %s', async (at, body) => {
    const { id, owner, patch, value } = await anAccount()
    const next = world.addUser({
      ...{ name: 'N', email: `next${nth}@club.example`, plan: 'business' },
      sameAccountAs: owner.email,
    })
    world.account(id).ownerId = next.id
    expect(await patch(at, body)).toMatchObject({
      status: 400,
      text: JSON.stringify({ code: 200, message: 'No permission.' }),
    })
    expect(await value(at, 'in_meeting.chat')).toBe(!at.endsWith('lock'))
  })

  test('of another account, or a group of it', async () => {
    const other = await anAccount()
    const token = (await connectAs(sandbox, 'admin', one.owner.id, [...adminScopes, ...writing]))
      .access
    for (const path of [`/accounts/${other.id}`, `/groups/${encodeURIComponent(other.group.id)}`]) {
      expect(await patchApi(sandbox, token, `${path}/settings`, chatOff)).toMatchObject({
        status: 404,
      })
    }
    expect(await other.value('account', 'in_meeting.chat')).toBe(true)
  })
})
