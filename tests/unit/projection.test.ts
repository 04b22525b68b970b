import { describe, expect, test } from 'vitest'
import { canonicalJson, type Json, type JsonObject } from '#lib/core/canonical-json'
import { projectBody } from '#lib/core/projection'

const security = (settings: JsonObject) => projectBody('user_meeting_security', settings)

describe('a secret leaves only whether it was there', () => {
  test('a passcode, none, and nothing said are three different things', () => {
    expect(projectBody('meeting', { password: 'k9$2' })).toEqual({ password: { present: true } })
    expect(projectBody('meeting', { password: '' })).toEqual({ password: { present: false } })
    expect(projectBody('meeting', { password: ' ' })).toEqual({ password: { present: false } })
    expect(projectBody('meeting', { password: null })).toEqual({ password: { present: false } })
    expect(projectBody('meeting', {})).toEqual({})
  })

  test('pmi_password is a switch in one body and a passcode in the other', () => {
    expect(security({ meeting_security: { pmi_password: true } })).toEqual({
      meeting_security: { pmi_password: true },
    })
    expect(projectBody('user_settings', { schedule_meeting: { pmi_password: 'abcdef' } })).toEqual({
      schedule_meeting: { pmi_password: { present: true } },
    })
  })

  test('a choice whose key sounds like a secret stays, and only where it is one of its choices', () => {
    const choice = (value: string) =>
      projectBody('user_settings', {
        schedule_meeting: { require_password_for_pmi_meetings: value },
      })
    expect(choice('jbh_only')).toEqual({
      schedule_meeting: { require_password_for_pmi_meetings: 'jbh_only' },
    })
    expect(choice('hunter')).toEqual({
      schedule_meeting: { require_password_for_pmi_meetings: { present: true } },
    })
  })

  test.each([
    'https://us02web.zoom.example/j/81234567890?pwd=abc',
    'zoommtg://join?confno=81234567890&zak=abc',
    'pwd=abcdef',
    'jo@example.org',
    'Jo Bloggs',
    '81234567890',
    'b1Yx0Zq3QFeTn8wJrGk2LA==',
  ])('a key that nobody knows yet does not let %s through', (value) => {
    const kept = projectBody('account_settings', { in_meeting: { renamed: [{ anew: value }] } })
    expect(kept).toEqual({ in_meeting: { renamed: [{ anew: { present: true } }] } })
  })

  test('the number of a personal room is replaced where it is a number, too', () => {
    expect(projectBody('account_settings', { other: 3542471135 })).toEqual({
      other: { present: true },
    })
  })

  test('an address used as a key is left out', () => {
    expect(projectBody('account_settings', { in_meeting: { 'jo@example.org': true } })).toEqual({
      in_meeting: {},
    })
  })
})

describe('a meeting and a user keep what rules need and nothing else', () => {
  test('topic, agenda, times, numbers and people are gone; the settings keep their names', () => {
    const body = {
      ...{ id: 81234567890, uuid: 'x', host_id: 'h', topic: 'Dentist', agenda: 'Tooth', type: 8 },
      ...{ start_time: '2026-11-27T18:00:00Z', duration: 60, host_email: 'jo@example.org' },
      occurrences: [{ occurrence_id: '1791788400000', start_time: '2026-11-27T18:00:00Z' }],
      recurrence: { type: 2, weekly_days: '2', end_date_time: '2027-01-01T00:00:00Z' },
      settings: {
        waiting_room: true,
        waiting_room_options: {
          mode: 'custom',
          who_goes_to_waiting_room: 'everyone',
          admit_type: 1,
        },
        alternative_hosts: 'jo@example.org;sam@example.org',
        contact_name: 'Jo',
        meeting_invitees: [{ email: 'jo@example.org' }],
        breakout_room: { enable: true, rooms: [{ name: 'Jo', participants: ['jo@example.org'] }] },
        continuous_meeting_chat: { enable: true, channel_id: 'abc' },
      },
    }
    expect(projectBody('meeting', body)).toEqual({
      type: 8,
      recurrence: { type: 2 },
      settings: {
        waiting_room: true,
        waiting_room_options: {
          mode: 'custom',
          who_goes_to_waiting_room: 'everyone',
          admit_type: 1,
        },
        alternative_hosts: { present: true, count: 2 },
        breakout_room: { enable: true },
        continuous_meeting_chat: { enable: true },
      },
    })
  })

  test.each<[string, Json, Json]>([
    ['one', 'jo@example.org', { present: true, count: 1 }],
    ['by id', 'KdYKjnimFR5Td8KKdQt9FwAkDff;abc', { present: true, count: 2 }],
    ['written twice', 'Jo@Example.org; jo@example.org;', { present: true, count: 1 }],
    ['nobody between semicolons', ' ; ;', { present: false }],
    ['no text', ['jo@example.org'], { present: true }],
    ['kept before', { present: true, count: 3 }, { present: true, count: 3 }],
    ['kept before they were counted', { present: true }, { present: true }],
    ['the number of somebody', { present: true, count: 447700900123 }, { present: true }],
    ['a number that is none', { present: true, count: 'jo@example.org' }, { present: true }],
  ])('alternative hosts are counted and never named: %s', (_, alternative_hosts, kept) => {
    expect(projectBody('meeting', { settings: { alternative_hosts } })).toEqual({
      settings: { alternative_hosts: kept },
    })
  })

  test('no alternative host is said as such, since it is sent as an empty text', () => {
    expect(projectBody('meeting', { settings: { alternative_hosts: '' } })).toEqual({
      settings: { alternative_hosts: { present: false } },
    })
  })

  test('a user is a kind of account and no person', () => {
    const body = {
      ...{
        id: 'abc',
        email: 'jo@example.org',
        first_name: 'Jo',
        display_name: 'Jo Bloggs',
        type: 2,
      },
      ...{
        pmi: 3542471135,
        use_pmi: false,
        host_key: '123456',
        status: 'active',
        dept: 'Swimming',
      },
    }
    expect(projectBody('user', body)).toEqual({
      ...{ type: 2, status: 'active', use_pmi: false },
      ...{ pmi: { present: true }, host_key: { present: true } },
    })
  })

  test('what is not of the shape that it should be is left out or replaced, never kept', () => {
    expect(projectBody('meeting', { settings: 'secret', type: { a: 'secret' } })).toEqual({
      type: { present: true },
    })
  })
})

test('a body that is nested without end is cut off and does not overflow', () => {
  let body: JsonObject = { password: 'deep' }
  for (let depth = 0; depth < 20_000; depth += 1) body = { a: body }
  expect(canonicalJson(projectBody('user_settings', body))).not.toContain('deep')
})
