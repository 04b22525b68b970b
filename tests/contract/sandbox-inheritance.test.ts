import { beforeEach, describe, expect, test } from 'vitest'
import type { JsonObject } from '#lib/core/canonical-json'
import { valueAt } from '#lib/zoom-sandbox/json-path'
import { connectAs, openClubSandbox, patchApi } from '../support/apps-in-zoom'
import { askApi } from '../support/stand-in-zoom'

const { sandbox, world } = await openClubSandbox()

let nth = 0

/** An account with nothing set or locked, two people and a group of the second. */
function account() {
  nth += 1
  const owner = world.addUser({ name: 'O', email: `o${nth}@club.example`, plan: 'business' })
  const email = `m${nth}@club.example`
  const member = world.addUser({ name: 'M', email, plan: 'business', sameAccountAs: owner.email })
  const { accountId: id } = owner
  const group = world.addGroup(id, { name: 'Coaches', members: [member.email] })
  return { id, owner, member, group }
}

let one = account()
beforeEach(() => {
  one = account()
})

const settingOf = (userId: string, path: string) =>
  valueAt(
    world.bodyOfSettings(
      userId,
      path.startsWith('meeting_security') ? 'meeting_security' : 'general',
    ),
    path,
  )

describe('a user’s setting is', () => {
  const chat = 'in_meeting.allow_participants_chat_with'

  test('their account’s, unless a group of theirs says otherwise, unless they do', () => {
    const { id, owner, member, group } = one
    expect([settingOf(owner.id, chat), settingOf(member.id, chat)]).toEqual([4, 4])
    world.setAccountSettings(id, { [chat]: 1 })
    expect([settingOf(owner.id, chat), settingOf(member.id, chat)]).toEqual([1, 1])
    world.setGroupSettings(id, group.id, { [chat]: 2 })
    expect([settingOf(owner.id, chat), settingOf(member.id, chat)]).toEqual([1, 2])
    expect(valueAt(world.bodyOfGroup(id, group.id), chat)).toBe(2)
    world.setUserSetting(member.id, chat, 3)
    expect(settingOf(member.id, chat)).toBe(3)
    world.setGroupMembers(id, group.id, [])
    world.setUserSetting(owner.id, chat, 4)
    expect(settingOf(owner.id, chat)).toBe(4)
  })

  test('what is locked above them, whatever they set; and theirs again afterwards', () => {
    const { id, owner, member, group } = one
    world.setUserSetting(member.id, 'in_meeting.private_chat', true)
    world.setUserSetting(owner.id, 'in_meeting.private_chat', true)
    world.setGroupSettings(id, group.id, { 'in_meeting.private_chat': false })
    world.setGroupLocks(id, group.id, ['in_meeting.private_chat'])
    expect(settingOf(member.id, 'in_meeting.private_chat')).toBe(false)
    expect(settingOf(owner.id, 'in_meeting.private_chat')).toBe(true)
    world.setAccountLocks(id, ['in_meeting.private_chat'])
    world.setAccountSettings(id, { 'in_meeting.private_chat': false })
    expect(settingOf(owner.id, 'in_meeting.private_chat')).toBe(false)
    world.setAccountLocks(id, [])
    expect(settingOf(owner.id, 'in_meeting.private_chat')).toBe(true)
  })

  test('locked with what belongs to it, under the name that a user has for it', () => {
    const { id, member } = one
    const sharing = 'in_meeting.who_can_share_screen'
    world.setUserSettings(member.id, { [sharing]: 'all' })
    world.setAccountLocks(id, ['in_meeting.screen_sharing', 'schedule_meeting.participant_video'])
    expect(settingOf(member.id, sharing)).toBe('host')
    world.setUserSetting(member.id, 'schedule_meeting.participants_video', true)
    expect(settingOf(member.id, 'schedule_meeting.participants_video')).toBe(false)
    world.setAccountSettings(id, { 'schedule_meeting.participant_video': true })
    expect(settingOf(member.id, 'schedule_meeting.participants_video')).toBe(true)
  })

  test('not said where Zoom leaves it out of the user’s answer', () => {
    const { id, member } = one
    world.setUserSetting(member.id, 'meeting_security.waiting_room', null)
    world.setAccountLocks(id, ['meeting_security.waiting_room'])
    expect(settingOf(member.id, 'meeting_security.waiting_room')).toBeUndefined()
  })

  test('what a new meeting of theirs begins with', () => {
    const { id, member } = one
    world.setAccountSettings(id, { 'recording.auto_recording': 'cloud' })
    const meeting = world.addMeeting(member.id, { topic: 'Class', startsAt: null })
    expect(world.bodyOfMeeting(member.id, meeting.id)).toMatchObject({
      settings: { auto_recording: 'cloud' },
    })
  })
})

describe('a change of what is locked', () => {
  let token = ''
  const patch = (path: string, body: JsonObject) => patchApi(sandbox, token, path, body)
  const setting = async (path: string, option = '') =>
    valueAt((await askApi(sandbox, token, `/users/me/settings${option}`)).body, path)

  beforeEach(async () => {
    token = (await connectAs(sandbox, 'user', one.member.id)).access
  })

  test.each(['account', 'group'] as const)(
    'is taken with 204 and not made, where it is locked for the %s',
    async (level) => {
      const { id, group } = one
      if (level === 'account') world.setAccountLocks(id, ['in_meeting.chat'])
      else world.setGroupLocks(id, group.id, ['in_meeting.chat'])
      const body = { in_meeting: { chat: false, allow_participants_chat_with: 1, feedback: true } }
      expect(await patch('/users/me/settings', body)).toEqual({ status: 204, text: '' })
      expect(await setting('in_meeting.chat')).toBe(true)
      expect(await setting('in_meeting.allow_participants_chat_with')).toBe(4)
      expect(await setting('in_meeting.feedback')).toBe(true)
      expect(world.user(one.member.id).settings).toEqual({ 'in_meeting.feedback': true })
    },
  )

  test('of a meeting is not made, either', async () => {
    const values = { 'settings.waiting_room': false }
    const asked = { topic: 'Class', startsAt: null, values }
    const meeting = world.addMeeting(one.member.id, asked)
    world.setAccountLocks(one.id, ['meeting_security.waiting_room'])
    await patch(`/meetings/${meeting.id}`, { settings: { waiting_room: true, focus_mode: true } })
    expect(world.bodyOfMeeting(one.member.id, meeting.id)).toMatchObject({
      settings: { waiting_room: false, focus_mode: true },
    })
  })

  test('is not made, either, of what Zoom ignores without a lock', async () => {
    world.ignoreChanges(one.member.id, ['in_meeting.feedback'])
    expect((await patch('/users/me/settings', { in_meeting: { feedback: true } })).status).toBe(204)
    expect(await setting('in_meeting.feedback')).toBe(false)
    expect(world.bodyOfAccountLocks(one.id)).toMatchObject({ in_meeting: { feedback: false } })
    world.ignoreChanges(one.member.id, ['*'])
    await patch('/users/me/settings', { in_meeting: { file_transfer: true } })
    expect(await setting('in_meeting.file_transfer')).toBe(false)
    world.ignoreChanges(one.member.id, [])
    await patch('/users/me/settings', { in_meeting: { file_transfer: true } })
    expect(await setting('in_meeting.file_transfer')).toBe(true)
  })
})

test('what an account or a group cannot set or lock is refused', () => {
  const { id, group, member } = one
  const refused: [string, () => unknown][] = [
    ['a user’s key', () => world.setAccountSettings(id, { 'in_meeting.record_play_voice': true })],
    [
      'an account’s key',
      () => world.setGroupSettings(id, group.id, { 'schedule_meeting.jbh_time': 5 }),
    ],
    ['a type', () => world.setAccountSettings(id, { 'in_meeting.chat': 'yes' })],
    ['a section', () => world.setAccountSettings(id, { in_meeting: {} })],
    ['a lock', () => world.setAccountLocks(id, ['in_meeting.who_can_share_screen'])],
    ['a group’s lock', () => world.setAccountLocks(id, ['schedule_meeting.mute_upon_entry'])],
    ['no group', () => world.setGroupLocks(id, 'none', [])],
    ['no account', () => world.account(member.id)],
  ]
  for (const [what, change] of refused) expect(change, what).toThrow()
})
