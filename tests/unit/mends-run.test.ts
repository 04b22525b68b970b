import { describe, expect, it } from 'vitest'
import { groupChanges, runHeadline, runMark, runProgress } from '#lib/core/mends/run'
import type { MendState } from '#lib/core/mends/states'

const change = (name: string, before = false) => ({
  ...{ path: `settings.${name}`, name, before, after: true },
  ...{ from: before ? 'On' : 'Off', to: 'On' },
})

const part = (state: MendState, undoes: string | null = null) => ({ state, refusal: null, undoes })

describe('equal changes of several sessions', () => {
  it('are said once, with how many sessions they concern, the most first', () => {
    const items = [
      { changes: [change('waiting_room'), change('mute')] },
      { changes: [change('mute')] },
      { changes: [change('mute')] },
    ]
    expect(groupChanges(items).map(({ name, sessions }) => [name, sessions])).toEqual([
      ['mute', 3],
      ['waiting_room', 1],
    ])
  })

  it('are not the same where they come from another value', () => {
    const items = [{ changes: [change('mute')] }, { changes: [{ ...change('mute'), from: 'Low' }] }]
    expect(groupChanges(items)).toHaveLength(2)
  })
})

describe('the mark of a run', () => {
  const one = { meetingId: 'a', time: null, changes: [change('mute')] }
  const other = { meetingId: 'b', time: null, changes: [change('mute')] }

  const time = { id: '1791788400000', startsAt: null, duration_minutes: 60 }

  it('is the same in whatever order the sessions come', () => {
    expect(runMark([one, other])).toBe(runMark([other, one]))
  })

  it.each([
    ['a session less', [one]],
    ['another session', [one, { ...other, meetingId: 'c' }]],
    ['one time of it alone', [one, { ...other, time }]],
    [
      'another time',
      [one, { ...other, time: { ...time, id: '1791788400001' } }],
      [one, { ...other, time }],
    ],
    ['another value', [one, { ...other, changes: [change('mute', true)] }]],
    ['another setting', [one, { ...other, changes: [change('waiting_room')] }]],
  ])('is another for %s', (_, items, than = [one, other]) => {
    expect(runMark(items)).not.toBe(runMark(than))
  })
})

describe('the headline of a run', () => {
  const of = (states: readonly MendState[], isPutBack = false) =>
    runHeadline(
      states.map((state) => part(state, isPutBack ? 'another' : null)),
      isPutBack,
    )

  it.each([
    [['confirmed', 'sent', 'accepted', 'proved'], false, 'Mending: 1 of 4 done'],
    [['proved', 'proved', 'proved'], false, 'All 3 sessions are mended, and read back from Zoom'],
    [['proved', 'proved'], false, 'Both sessions are mended, and read back from Zoom'],
    [['proved'], false, 'The session is mended, and read back from Zoom'],
    [['proved', 'over_budget'], false, 'Mended: 1 of 2 sessions'],
    [['not_kept', 'unproved'], false, 'No session is mended now'],
    [['put_back', 'put_back'], false, 'Both sessions are mended, and put back later'],
    [['put_back', 'proved', 'proved'], false, 'Mended: 2 of 3 sessions'],
    [['accepted', 'proved'], true, 'Putting back: 1 of 2 done'],
    [['proved', 'not_kept'], true, 'Put back: 1 of 2 sessions'],
  ] as const)('%j, put back %s: %s', (states, isPutBack, title) => {
    expect(of(states, isPutBack)).toBe(title)
  })

  it('says each part as what it was, and none as mended that was not read back', () => {
    const { done, underWay, cameTo } = runProgress([
      ...[part('proved'), part('proved'), part('not_kept'), part('over_budget')],
      ...[part('unproved'), part('accepted')],
    ])
    expect({ done, underWay }).toEqual({ done: 5, underWay: true })
    expect(cameTo.map(({ tag, sessions, status }) => [tag, sessions, status])).toEqual([
      ['Changed', 2, 'met'],
      ['Not changed', 1, 'not_met'],
      ['Not sent: over today’s limit', 1, 'not_met'],
      ['Not known', 1, 'could_not_check'],
      ['Being read back', 1, 'not_checked'],
    ])
  })

  it('says of what Zoom keeps on that it is safe still', () => {
    const [kept] = runProgress([part('not_kept', 'another')]).cameTo
    expect(kept).toMatchObject({ tag: 'Zoom kept it on', status: 'not_applicable' })
  })
})
