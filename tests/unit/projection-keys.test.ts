import { describe, expect, test } from 'vitest'
import type { Json, JsonObject } from '#lib/core/canonical-json'
import { projectBody } from '#lib/core/projection'

/** What is kept of a value under this key, somewhere in an account's settings. */
function keptUnder(key: string, value: Json): Json | undefined {
  const kept = projectBody('account_settings', { in_meeting: { [key]: value } })
  return (kept['in_meeting'] as JsonObject)[key]
}

const gone = { present: true }

describe('a key that sounds like a secret, a link or a person, which Zoom may add one day', () => {
  test.each(
    [
      ...['any_password', 'passcode_of_room', 'passphrase', 'client_secret', 'token_of_recording'],
      ...['hostkey', 'room_host_key', 'apikey', 'api_key', 'streamkey', 'stream_key', 'join_pin'],
      ...['pin', 'pin_of_room', 'url', 'room_url', 'urls', 'uri', 'room_uris', 'joinurl'],
      ...['short_link', 'short_links', 'link', 'links', 'email', 'e_mail', 'emails'],
      ...['email_address', 'firstname', 'first_name', 'last_name', 'display_name', 'host_name'],
      ...['contact_name', 'full_name', 'user_name', 'participant', 'participants', 'invitee'],
      ...['invitees', 'panelist', 'panelists', 'dialin_number', 'dial_in_number'],
      ...['phone_number', 'userid', 'user_id', 'user_ids', 'userids'],
    ].map((key) => [key]),
  )('%s: no text and no number under it is kept, but a switch is', (key) => {
    expect(keptUnder(key, 'everyone')).toEqual(gone)
    expect(keptUnder(key, 123_456)).toEqual(gone)
    expect(keptUnder(key, ['everyone'])).toEqual(gone)
    expect(keptUnder(key, true)).toBe(true)
  })

  test.each(
    [
      ...['keyhost', 'spinning', 'join_pinned', 'spin_on', 'urlencoded', 'linked', 'backlinks'],
      ...['short_linked', 'email_on', 'first_named', 'participants_video', 'invitee_mode'],
      ...['panelist_mode', 'user_idle', 'named'],
    ].map((key) => [key]),
  )('%s only resembles one, and says how something is set', (key) => {
    expect(keptUnder(key, 'everyone')).toBe('everyone')
  })

  test('inside a group of settings about a secret no text is kept, however deep, but switches are', () => {
    expect(
      keptUnder('passcode_rules', { kind: 'squad', more: { word: 'squad', on: true, length: 6 } }),
    ).toEqual({ kind: gone, more: { word: gone, on: true, length: 6 } })
  })
})

describe('a value says how something is set, or is replaced', () => {
  test.each<[Json]>([
    ['jbh_only'],
    ['VIRGINIA'],
    ['e2ee'],
    ['1'],
    ['12'],
    [''],
    [null],
    [false],
    [99_999_999],
    [-99_999_999],
  ])('%j stays', (value) => {
    expect(keptUnder('anything', value)).toEqual(value)
  })

  test.each<[Json, boolean]>([
    ['123', true],
    ['!?', true],
    ['e2ee!', true],
    [100_000_000, true],
    [-100_000_000, true],
    ['   ', false],
  ])('%j does not', (value, present) => {
    expect(keptUnder('anything', value)).toEqual({ present })
  })

  test.each<[Json, boolean]>([
    [[], false],
    [['one'], true],
    [{}, false],
    [{ on: true }, true],
  ])('of %j under the key of a secret only its presence', (value, present) => {
    expect(projectBody('meeting', { encrypted_password: value })).toEqual({
      encrypted_password: { present },
    })
  })
})

test('of a meeting each secret and each list of people leaves its presence, and nothing else', () => {
  const secrets = ['chat_join_url', 'dynamic_host_key', 'encrypted_password', 'h323_password']
  const others = ['pmi', 'pstn_password', 'registration_url']
  for (const key of [...secrets, ...others]) {
    expect(projectBody('meeting', { [key]: 'everyone' })).toEqual({ [key]: gone })
  }
  const settings = {
    authentication_domains: 'everyone',
    enforce_login_domains: 'everyone',
    approved_or_denied_countries_or_regions: { enable: true, method: 'deny', denied_list: ['GB'] },
  }
  expect(projectBody('meeting', { settings })).toEqual({
    settings: {
      authentication_domains: gone,
      enforce_login_domains: gone,
      approved_or_denied_countries_or_regions: { enable: true, method: 'deny' },
    },
  })
})

describe('people who are named in one text', () => {
  const counted = (alternative_hosts: Json) =>
    (projectBody('meeting', { settings: { alternative_hosts } })['settings'] as JsonObject)[
      'alternative_hosts'
    ]

  test('are counted once however they are written, and a thousand at most', () => {
    expect(counted('jo@club.example;JO@club.example')).toEqual({ present: true, count: 1 })
    expect(counted('ana@club.example; ß@club.example, SS@club.example')).toEqual({
      present: true,
      count: 3,
    })
    const many = Array.from({ length: 1001 }, (_, index) => `a${index}`).join(';')
    expect(counted(many)).toEqual({ present: true, count: 1000 })
  })

  test('what an earlier projection left stays; what only looks like it does not', () => {
    for (const count of [2, 1000]) {
      expect(counted({ present: true, count })).toEqual({ present: true, count })
    }
    const strange: Json[] = [
      { present: true, count: 81_234_567_890 },
      { present: false, count: 2 },
      { present: true, count: 'jo@club.example' },
      { present: true, count: 2, who: 'jo@club.example' },
      ['jo@club.example'],
    ]
    for (const each of strange) expect(counted(each)).toEqual(gone)
  })
})
