import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { catalogue } from '#lib/core/controls/catalogue'
import type { Fix, SettingValue } from '#lib/core/controls/fix'
import type { HostSubjectKind } from '#lib/core/control-words'
import { meetingSettings, userSettings } from '#lib/core/controls/settings'
import type { OpenedTime } from '#lib/core/each-time'
import { readTimes } from '#lib/core/mends/one-time'
import { planMark } from '#lib/core/mends/plan-mark'
import { fixableControls, fixOf, planMend } from '#lib/core/mends/plan-mend'
import { mendStates, mendSteps, statesBefore, statesUnderWay } from '#lib/core/mends/states'
import { controlIds, type ControlId } from '#lib/core/results'
import {
  read,
  safeMeeting,
  safeUser,
  userReadings,
  withValues,
  type Values,
} from '../support/control-bodies'

const subjects: readonly HostSubjectKind[] = ['user', 'meeting']
const safe = (subject: HostSubjectKind) => (subject === 'user' ? safeUser : safeMeeting)

const readingsOf = (subject: HostSubjectKind, values: Values) => ({
  account: userReadings(subject === 'user' ? withValues(safeUser, values) : safeUser),
  meeting: subject === 'meeting' ? read(withValues(safeMeeting, values)) : null,
  times: [],
})

/** What the control's own rule makes of a subject with these values. */
function judged(subject: HostSubjectKind, id: ControlId, values: Values) {
  const { account, meeting } = readingsOf(subject, values)
  const control = catalogue[id]
  return meeting
    ? control.evaluateMeeting?.(meetingSettings(meeting), userSettings(account), {})?.result
    : control.evaluateUser?.(userSettings(account), {})?.result
}

const plan = (subject: HostSubjectKind, controls: readonly ControlId[], values: Values) =>
  planMend(subject, controls, readingsOf(subject, values))

const afterOf = (planned: ReturnType<typeof plan>): Values =>
  planned.ok ? Object.fromEntries(planned.changes.map(({ path, after }) => [path, after])) : {}

const all = subjects.flatMap((subject) =>
  fixableControls(subject).map((id): [HostSubjectKind, ControlId] => [subject, id]),
)

/** Any value that a step knows, another one, or none at all. */
const valuesFor = (fix: Fix | readonly Fix[number][]) =>
  fc.record(
    Object.fromEntries(
      fix.map(({ path, words }) => [
        path,
        fc.option(fc.constantFrom<SettingValue>(...words.map(([value]) => value), 99, 'odd'), {
          nil: undefined,
        }),
      ]),
    ),
  )

describe('what Touchline can mend', () => {
  test('is most rules, and never the ones whose right value is a judgement or a secret', () => {
    expect(all.length).toBeGreaterThan(15)
    for (const never of ['Z12', 'Z22', 'M01'] as const) {
      expect(catalogue[never].fixUser ?? catalogue[never].fixMeeting).toBeUndefined()
    }
    expect(catalogue.Z01.fixMeeting).toBeUndefined()
    expect(catalogue.Z05.fixMeeting).toBeUndefined()
    expect(catalogue.Z16.fixMeeting).toBeUndefined()
    const paths = controlIds.flatMap((id) =>
      subjects.flatMap((subject) => fixOf(catalogue[id], subject) ?? []).map(({ path }) => path),
    )
    for (const path of paths) expect(path).not.toMatch(/(^|\.)(password|pmi|host_key)$/)
  })

  test.each(all)('%s %s: each step names its values, and keeps what it sets', (subject, id) => {
    for (const step of fixOf(catalogue[id], subject) ?? []) {
      const known = step.words.map(([value]) => value)
      expect(known).toEqual(expect.arrayContaining([...step.keep]))
      expect(step.keep).toContain(step.to)
    }
  })

  test.each(all)('%s %s: whatever is planned, its own rule is met after', (subject, id) => {
    let planned = 0
    fc.assert(
      fc.property(valuesFor(fixOf(catalogue[id], subject) ?? []), (values) => {
        const made = plan(subject, [id], values)
        if (!made.ok) return
        planned += 1
        expect(judged(subject, id, { ...values, ...afterOf(made) })).toBe('met')
        for (const { path, before, after } of made.changes) {
          expect(values[path] ?? valueIn(subject, path)).toBe(before)
          expect(after).not.toBe(before)
        }
      }),
      { numRuns: 200 },
    )
    expect(planned).toBeGreaterThan(0)
  })

  test.each(all)('%s %s: one wrong value of a safe account is mended alone', (subject, id) => {
    const fix = fixOf(catalogue[id], subject) ?? []
    const mended = fix.filter(({ path, words, keep }) => {
      const wrong = words.find(([value]) => !keep.includes(value))
      if (!wrong || valueIn(subject, path) === undefined) return false
      const made = plan(subject, [id], { [path]: wrong[0] })
      if (made.ok) expect(made.changes.map((each) => each.path)).toEqual([path])
      return made.ok
    })
    expect(mended.length).toBeGreaterThan(0)
  })
})

const valueIn = (subject: HostSubjectKind, path: string) => {
  const body = read(safe(subject))
  const found = meetingSettings(body).at(path)
  return found.found ? found.value : undefined
}

describe('a plan', () => {
  test('says the old value and the new one in words', () => {
    expect(plan('meeting', ['Z02'], { 'settings.waiting_room': false })).toEqual({
      ok: true,
      controls: ['Z02'],
      time: null,
      changes: [
        {
          ...{ path: 'settings.waiting_room', name: 'Waiting room' },
          ...{ before: false, after: true, from: 'Off', to: 'On' },
        },
      ],
    })
  })

  test('of several rules changes each setting once, so that all of them are met', () => {
    const values = {
      'in_meeting.private_chat': true,
      'in_meeting.allow_participants_chat_with': 4,
    }
    const alone = afterOf(plan('user', ['Z06a'], values))
    expect(alone['in_meeting.allow_participants_chat_with']).toBe(3)
    const both = plan('user', ['Z06a', 'Z06b'], values)
    expect(afterOf(both)).toEqual({
      'in_meeting.private_chat': false,
      'in_meeting.allow_participants_chat_with': 2,
    })
    expect(both.ok && both.changes.map(({ from }) => from)).toEqual([
      'On',
      'To everyone, and in private',
    ])
  })

  test('of several leaves out those that it could not meet, and says which it does', () => {
    const values = {
      'settings.waiting_room': false,
      'settings.mute_upon_entry': false,
      'settings.request_permission_to_unmute_participants': undefined,
    }
    const made = plan('meeting', ['Z02', 'Z17', 'Z12', 'Z04'], values)
    expect(made).toMatchObject({ ok: true, controls: ['Z02'] })
    expect(afterOf(made)).toEqual({ 'settings.waiting_room': true })
  })

  test('is none where nothing is wrong, or where it would not be enough', () => {
    expect(plan('meeting', ['Z02'], {})).toEqual({ ok: false, because: 'nothing_wrong' })
    expect(plan('meeting', ['Z12'], {})).toEqual({ ok: false, because: 'not_ours' })
    const free = plan('user', ['Z16'], { 'in_meeting.co_host': undefined })
    expect(free).toEqual({ ok: false, because: 'not_enough' })
    const strange = plan('user', ['Z03'], { 'in_meeting.who_can_share_screen': 'odd' })
    expect(strange).toEqual({ ok: false, because: 'not_enough' })
    // A personal room without a passcode would need one that we invent.
    const room = plan('user', ['Z01'], {
      'meeting_security.pmi_password': false,
      'meeting_security.meeting_password': false,
    })
    expect(room).toEqual({ ok: false, because: 'not_enough' })
  })

  describe('of a series with times that are set otherwise', () => {
    const now = new Date('2026-11-25T10:00:00Z')
    const at = (day: number): OpenedTime => {
      const startsAt = new Date(Date.UTC(2026, 10, day, 17))
      const id = String(startsAt.getTime())
      return { id, startsAt: startsAt.toISOString(), duration_minutes: 60 }
    }
    const open = withValues(safeMeeting, { 'settings.waiting_room': false })
    const planned = (
      occurrences: (typeof open)[],
      times: OpenedTime[] | null = occurrences.map((_, index) => at(25 + index)),
      controls: readonly ControlId[] = ['Z02'],
    ) => {
      const of = readingsOf('meeting', { type: 8, occurrences })
      return planMend('meeting', controls, { ...of, times: readTimes(of.meeting, times, now) })
    }

    test('changes the one that is wrong alone, and the next of several', () => {
      expect(planned([safeMeeting, open])).toMatchObject({
        ...{ ok: true, controls: ['Z02'], time: at(26) },
        changes: [{ path: 'settings.waiting_room', before: false, after: true }],
      })
      expect(planned([open, open])).toMatchObject({ ok: true, time: at(25) })
      expect(planned([safeMeeting])).toEqual({ ok: false, because: 'nothing_wrong' })
    })

    test('changes all of it first, where all of it is wrong', () => {
      const values = { 'settings.waiting_room': false, occurrences: [open] }
      const of = readingsOf('meeting', values)
      const times = readTimes(of.meeting, [at(25)], now)
      const made = planMend('meeting', ['Z02'], { ...of, times })
      expect(made).toMatchObject({ ok: true, controls: ['Z02'], time: null })
    })

    test('is none for a time of which it is not known which it is', () => {
      expect(planned([safeMeeting, open], null)).toEqual({ ok: false, because: 'not_enough' })
      const fewer = planned([safeMeeting, open], [at(26)])
      expect(fewer).toEqual({ ok: false, because: 'not_enough' })
    })

    test('is none for a time that is over', () => {
      expect(planned([open], [at(24)])).toEqual({ ok: false, because: 'nothing_wrong' })
    })

    test('is none for what Zoom changes of a whole series only', () => {
      const asks = 'settings.request_permission_to_unmute_participants'
      const silent = withValues(safeMeeting, { 'settings.mute_upon_entry': false, [asks]: false })
      expect(planned([silent], [at(25)], ['Z17'])).toEqual({ ok: false, because: 'not_enough' })
      const loud = withValues(safeMeeting, { 'settings.mute_upon_entry': false })
      expect(planned([loud], [at(25)], ['Z17'])).toMatchObject({ ok: true, time: at(25) })
    })

    test('is shown under another mark than the same change of all of it', () => {
      const made = planned([open])
      const marks = made.ok ? [planMark(made), planMark({ ...made, time: null })] : []
      expect(new Set(marks).size).toBe(2)
    })
  })

  test('never sets what Zoom’s answer does not have', () => {
    const made = plan('user', ['Z02'], {
      'meeting_security.waiting_room': false,
      'meeting_security.waiting_room_options': undefined,
    })
    expect(afterOf(made)).toEqual({ 'meeting_security.waiting_room': true })
  })
})

describe('the states of a mend', () => {
  test('lead from a yes to an end, and only a reading proves', () => {
    const reached = new Set(['confirmed'])
    for (const state of mendStates) for (const next of mendSteps[state]) reached.add(next)
    expect([...reached].toSorted()).toEqual([...mendStates].toSorted())
    expect(statesBefore('proved')).toEqual(['accepted', 'unclear'])
    expect(statesUnderWay.every((state) => mendSteps[state].length > 0)).toBe(true)
    const ends = mendStates.filter((state) => mendSteps[state].length === 0)
    expect(ends.some((state) => statesUnderWay.some((each) => each === state))).toBe(false)
  })
})
