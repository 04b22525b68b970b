import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { clubFirstRun, type ClubBegun } from '#lib/core/first-run/club'
import { beginning_days, coachFirstRun, hasBegun, type CoachBegun } from '#lib/core/first-run/coach'
import { doneOf, stepsOf } from '#lib/core/first-run/step'

const nothing: ClubBegun = {
  ...{ people: 0, draftImportId: null, invited: 0, joined: 0, online: 0, accounts: 0 },
  ...{ toAdopt: 0, adopted: 0, officers: 1, officersInvited: 0 },
}
const said = (begun: Partial<ClubBegun>) =>
  clubFirstRun({ ...nothing, ...begun }).map(({ id, state }) => `${id} ${state}`)

describe('the first steps of a club', () => {
  test.each<[string, Partial<ClubBegun>, string[]]>([
    ['founded', {}, ['people now', 'invite later', 'zoom later', 'second_officer later']],
    [
      'with people and a policy from above',
      { people: 2, online: 1, toAdopt: 1 },
      ['people done', 'invite now', 'zoom later', 'policies later', 'second_officer later'],
    ],
    [
      'waiting for others',
      { people: 2, online: 1, invited: 2, officersInvited: 1, toAdopt: 1 },
      ['people done', 'invite waiting', 'zoom waiting', 'policies now', 'second_officer waiting'],
    ],
    [
      'with one policy taken, and another from above',
      { people: 1, toAdopt: 1, adopted: 1 },
      ['people done', 'invite now', 'policies done', 'second_officer later'],
    ],
    [
      'in which nobody coaches online',
      { people: 2, invited: 1, joined: 1, adopted: 1 },
      ['people done', 'invite done', 'policies done', 'second_officer now'],
    ],
  ])('%s', (_name, begun, steps) => {
    expect(said(begun)).toEqual(steps)
  })

  test('are all done when all is there', () => {
    const all = {
      people: 3,
      online: 2,
      invited: 3,
      joined: 1,
      accounts: 1,
      adopted: 1,
      officers: 2,
    }
    expect(doneOf(clubFirstRun({ ...nothing, ...all })).all).toBe(true)
  })

  test('have one that is next at most, and what was done stays done as more is done', () => {
    const some = fc.nat(3)
    const begun = fc.record({
      ...{ people: some, invited: some, joined: some, online: some, accounts: some },
      ...{ toAdopt: some, adopted: some, officers: some, officersInvited: some },
      draftImportId: fc.constant(null),
    })
    const more = fc.constantFrom('people', 'invited', 'joined', 'accounts', 'adopted', 'officers')
    fc.assert(
      fc.property(begun, more, (before, key) => {
        const steps = clubFirstRun(before)
        expect(steps.filter(({ state }) => state === 'now').length).toBeLessThanOrEqual(1)
        const after = clubFirstRun({ ...before, [key]: before[key] + 1 })
        const done = steps.filter(({ state }) => state === 'done').map(({ id }) => id)
        const still = after.filter(({ state }) => state === 'done').map(({ id }) => id)
        expect(still).toEqual(expect.arrayContaining(done))
      }),
    )
  })
})

describe('the first steps of a coach', () => {
  const fresh: CoachBegun = {
    ...{ zoom: 'connect', checked: false, unsorted: 0, toSign: 1, toMend: 0 },
    connected_days: null,
  }
  const states = (begun: Partial<CoachBegun>) =>
    coachFirstRun({ ...fresh, ...begun }).map(({ id, state }) => `${id} ${state}`)

  test.each<[string, Partial<CoachBegun>, string[]]>([
    ['invited', {}, ['connect now', 'sort later', 'agree later', 'mend waiting']],
    [
      'connected, being checked',
      { zoom: 'connected', unsorted: 2, connected_days: 0 },
      ['connect done', 'sort now', 'agree later', 'mend waiting'],
    ],
    [
      'with something to mend',
      { zoom: 'connected', checked: true, toSign: 0, toMend: 1, connected_days: 1 },
      ['connect done', 'sort done', 'agree done', 'mend now'],
    ],
    ['who coaches nobody online', { zoom: 'none' }, ['agree now']],
  ])('%s', (_name, begun, steps) => {
    expect(states(begun)).toEqual(steps)
    expect(hasBegun({ ...fresh, ...begun })).toBe(false)
  })

  test('are over when they are done, and after two weeks whatever comes then', () => {
    const done: CoachBegun = {
      ...{ zoom: 'connected', checked: true, unsorted: 0, toSign: 0, toMend: 0, connected_days: 1 },
    }
    expect(hasBegun(done)).toBe(true)
    expect(hasBegun({ ...done, toMend: 1 })).toBe(false)
    const later = { ...done, toMend: 1, connected_days: beginning_days + 1 }
    expect(hasBegun(later)).toBe(true)
    expect(hasBegun({ ...later, checked: false })).toBe(false)
    expect(hasBegun({ ...done, zoom: 'none', checked: false, connected_days: null })).toBe(true)
    expect(hasBegun({ ...later, connected_days: beginning_days })).toBe(false)
    expect(hasBegun({ ...later, connected_days: null })).toBe(false)
  })

  test('are sorting and mending only once an account is there', () => {
    expect(states({ zoom: 'connect_again', checked: true, toSign: 0 })).toEqual([
      ...['connect now', 'sort later', 'agree done', 'mend done'],
    ])
  })
})

test('how many are done is counted, and all is only all', () => {
  const step = (state: 'done' | 'waiting' | 'now' | 'later') => ({ id: 'a', state })
  const counted = (...states: Parameters<typeof step>[0][]) => doneOf(states.map(step))
  expect(counted('done', 'waiting', 'done', 'now', 'later')).toEqual({ done: 2, all: false })
  expect(counted('waiting', 'later')).toEqual({ done: 0, all: false })
  expect(counted('done', 'done')).toEqual({ done: 2, all: true })
})

test('a step that waits is not next', () => {
  const steps = stepsOf([
    { id: 'a', is: 'waiting' },
    { id: 'b', is: 'to_do' },
    { id: 'c', is: 'to_do' },
  ])
  expect(steps.map(({ state }) => state)).toEqual(['waiting', 'now', 'later'])
})
