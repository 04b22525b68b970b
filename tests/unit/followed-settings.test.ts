import { describe, expect, test } from 'vitest'
import type { JsonObject } from '#lib/core/canonical-json'
import { followsTheSame } from '#lib/core/followed-settings'
import type { AccountReadings, Reading } from '#lib/core/readings'

const read = (body: JsonObject): Reading => ({ read: true, body })

const host = (co_host: boolean, waiting = 0, chat = true): AccountReadings => ({
  user_settings: read({ in_meeting: { co_host, chat } }),
  user_meeting_security: read({
    meeting_security: {
      waiting_room: true,
      waiting_room_settings: { participants_to_place_in_waiting_room: waiting },
    },
  }),
})

/** A session that leaves who waits, and who may be a co-host, to its host's settings. */
const session = (differs: JsonObject = {}): Reading =>
  read({
    settings: {
      waiting_room: true,
      waiting_room_options: { mode: 'follow_setting' },
      alternative_hosts: { present: false },
      ...differs,
    },
  })

describe('a session and two readings of its host’s settings', () => {
  test('follows what its own body leaves to them', () => {
    expect(followsTheSame(session(), host(true), host(false))).toBe(false)
    expect(followsTheSame(session(), host(true, 0), host(true, 1))).toBe(false)
  })

  test('does not follow what it says itself, nor what no rule for sessions asks for', () => {
    const own = session({ waiting_room: false, alternative_hosts: { present: true } })
    expect(followsTheSame(own, host(true, 0), host(false, 1))).toBe(true)
    expect(followsTheSame(session(), host(true, 0, true), host(true, 0, false))).toBe(true)
  })

  test('follows them by one time of a series, too', () => {
    const own: JsonObject = { waiting_room: false, alternative_hosts: { present: true } }
    const time: JsonObject = { settings: { alternative_hosts: { present: false } } }
    const series = read({ settings: own, occurrences: [time] })
    expect(followsTheSame(series, host(true), host(false))).toBe(false)
  })

  test('is not known to follow the same where either was not read', () => {
    const unread: Reading = { read: false, reason: 'zoom_down' }
    expect(followsTheSame(unread, host(true), host(true))).toBe(false)
    const withoutSettings = { ...host(true), user_settings: unread }
    expect(followsTheSame(session(), withoutSettings, host(true))).toBe(false)
  })
})
