import { describe, expect, test } from 'vitest'
import type { Json, JsonObject } from '#lib/core/canonical-json'
import { controlsInOrder } from '#lib/core/controls/catalogue'
import { criticalSettings } from '#lib/core/controls/locked-settings'
import { controlWords } from '#lib/core/control-words'
import { evaluateAccount, evaluateGroup } from '#lib/core/evaluate'
import { nspcc2020Cpsu } from '#lib/core/profiles/nspcc-2020-cpsu'
import type { AccountReadings, Reading } from '#lib/core/readings'
import { csvRecords } from '../support/csv'
import { hasShared, sharedText } from '../support/shared'
import { pick, read, withValues } from '../support/control-bodies'

const all = Object.values(criticalSettings).flat()

/** What Zoom answers about locks, in its two shapes, with these paths set otherwise than true. */
function locks(differs: Readonly<Record<string, Json>> = {}, of = all): [JsonObject, JsonObject] {
  const values = { ...Object.fromEntries(of.map(({ path }) => [path, true])), ...differs }
  const isSecurity = ([path]: [string, Json]) => path.startsWith('meeting_security.')
  const entries = Object.entries(values)
  return [
    withValues({}, Object.fromEntries(entries.filter((each) => !isSecurity(each)))),
    withValues({}, Object.fromEntries(entries.filter(isSecurity))),
  ]
}

const ofAccount = ([general, security]: [JsonObject, JsonObject]): AccountReadings => ({
  account_lock_settings: read(general),
  account_lock_meeting_security: read(security),
})

const ofGroup = ([general, security]: [JsonObject, JsonObject]): AccountReadings => ({
  group_lock_settings: read(general),
  group_lock_meeting_security: read(security),
})

const inAccount = (readings: AccountReadings) =>
  pick(evaluateAccount(nspcc2020Cpsu, readings), 'Z18')
const inGroup = (readings: AccountReadings) => pick(evaluateGroup(nspcc2020Cpsu, readings), 'Z18')

describe('Z18 for an account', () => {
  test('is met where everything that matters most is locked', () => {
    expect(inAccount(ofAccount(locks()))).toMatchObject({ level: 'SHOULD', result: 'met' })
  })

  test.each(all.map(({ path, name }) => [path, name]))('is not met without %s', (path, name) => {
    expect(inAccount(ofAccount(locks({ [path]: false })))).toMatchObject({
      result: 'not_met',
      because: `Hosts can change these themselves: ${name}.`,
    })
  })

  test.each(all.map(({ path }) => [path]))('is not known where Zoom does not say %s', (path) => {
    for (const value of [null, 'locked', 1]) {
      const result = inAccount(ofAccount(locks({ [path]: value })))
      expect(result).toMatchObject({ result: 'could_not_check' })
    }
    expect(inAccount(ofAccount(locks({ [path]: null })))).toMatchObject({ reason: 'field_absent' })
  })

  test('one that is open decides, whatever is not known', () => {
    const some = { 'meeting_security.waiting_room': false, 'in_meeting.private_chat': null }
    expect(inAccount(ofAccount(locks(some))).result).toBe('not_met')
  })

  test.each(['not_granted', 'not_readable', 'zoom_down', 'unreadable_body'] as const)(
    'says why nothing is known: %s',
    (reason) => {
      const unread: Reading = { read: false, reason }
      const [general, security] = locks()
      const none = { account_lock_settings: unread, account_lock_meeting_security: unread }
      expect(inAccount(none)).toMatchObject({ result: 'could_not_check', reason })
      expect(
        inAccount({
          ...ofAccount([general, security]),
          ...none,
          account_lock_settings: read(general),
        }),
      ).toMatchObject({ result: 'could_not_check', reason })
    },
  )
})

describe('Z18 for a group', () => {
  const lockable = all.filter(({ inGroups }) => inGroups)
  const open = (of = all) => Object.fromEntries(of.map(({ path }) => [path, false]))

  test('does not apply where the group has no locks of its own', () => {
    const readings = { ...ofAccount(locks()), ...ofGroup(locks(open(lockable), lockable)) }
    expect(inGroup(readings).result).toBe('not_applicable')
  })

  test('is met where account and group lock it between them', () => {
    const account = locks({ ...open(), 'meeting_security.waiting_room': true })
    const group = locks({ 'meeting_security.waiting_room': false }, lockable)
    expect(inGroup({ ...ofAccount(account), ...ofGroup(group) }).result).toBe('met')
  })

  test('is not met where neither does, and does not ask for what no group can lock', () => {
    const group = locks({ 'in_meeting.private_chat': false }, lockable)
    expect(inGroup({ ...ofAccount(locks(open())), ...ofGroup(group) })).toMatchObject({
      result: 'not_met',
      because: 'Hosts can change these themselves: private chat.',
    })
  })

  test('is not known where the group’s locks are not, and the account locks nothing', () => {
    const unread: Reading = { read: false, reason: 'not_granted' }
    const none = { group_lock_settings: unread, group_lock_meeting_security: unread }
    expect(inGroup({ ...ofAccount(locks(open())), ...none })).toMatchObject({
      result: 'could_not_check',
      reason: 'not_granted',
    })
  })
})

describe('what is critical', () => {
  test('is something of each MUST that is judged for an account, and of nothing else', () => {
    const musts = controlsInOrder.filter(
      ({ id, evaluateAccount: rule }) => nspcc2020Cpsu.controls[id]?.level === 'MUST' && rule,
    )
    expect(Object.keys(criticalSettings)).toEqual(musts.map(({ id }) => id))
  })

  test.skipIf(!hasShared)('can be locked, in a group where that is said', () => {
    const rows = csvRecords(sharedText('zoom/settings_reference.csv'))
    for (const { path, inGroups } of all) {
      const row = rows.find((each) => each['path'] === path)
      expect([path, row?.['account_lock'], row?.['group_lock'] === 'y']).toEqual([
        path,
        'y',
        inGroups,
      ])
    }
  })
})

test('everything that is judged for an account says where an administrator mends it', () => {
  const judged = controlsInOrder.filter(
    ({ evaluateAccount: rule, evaluateLocks }) => rule ?? evaluateLocks,
  )
  expect(judged.length).toBeGreaterThan(15)
  for (const { id } of judged) {
    const [account, group] = [controlWords(id, 'account'), controlWords(id, 'group')]
    expect(account.whoCanMend).toBe('administrator')
    expect(account.mend?.web[1]).toMatch(/^Go to Account Management, then Account Settings/)
    expect(group.mend?.web[1]).toMatch(/^Go to User Management, then Groups/)
    for (const { mend } of [account, group]) {
      expect(mend?.phone.join(' ')).not.toContain('as the host')
      expect(mend?.web.join(' ')).not.toContain('as the host')
    }
  }
})
