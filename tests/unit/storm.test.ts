import { describe, expect, test } from 'vitest'
import { diceFor, diceOf } from '#lib/zoom-sandbox/dice'
import { stormOf } from '#lib/zoom-sandbox/storm'
import { crew } from '#lib/zoom-sandbox/storm-step'

const asked = { seed: 1, accounts: 100, seconds: 60 }
const storm = stormOf(asked)
const treatments = (of: typeof storm) => Array.from({ length: 100 }, () => of.treatment())

describe('a storm', () => {
  test('is the same for the same seed, and another for another', () => {
    expect(stormOf(asked).steps).toEqual(storm.steps)
    expect(stormOf({ ...asked, seed: 2 }).steps).not.toEqual(storm.steps)
    expect(treatments(stormOf(asked))).toEqual(treatments(stormOf(asked)))
  })

  test('strikes an account alike however many there are', () => {
    const ofFirst = ({ steps }: typeof storm) =>
      steps.filter((step) => 'account' in step && step.account === 0)
    expect(ofFirst(stormOf({ ...asked, accounts: 10 }))).toEqual(ofFirst(storm))
  })

  test('strikes a club’s account by itself, and its hosts through nobody else’s tokens', () => {
    const withHosts = stormOf({ ...asked, hosts: 4 })
    const of = (account: number) =>
      new Set(
        withHosts.steps.flatMap((step) =>
          'account' in step && step.account === account ? [step.kind] : [],
        ),
      )
    expect([...of(100)].toSorted()).toEqual(['due', 'expire_access', 'fault'])
    for (const host of [101, 102, 103, 104]) {
      expect(of(host)).toContain('setting')
      expect(of(host)).not.toContain('expire_access')
      expect(of(host)).not.toContain('remove_app')
    }
    expect(of(105)).toEqual(new Set())
    const ofOthers = (one: typeof withHosts) =>
      one.steps.filter((step) => !('account' in step) || step.account < 100)
    expect(ofOthers(withHosts)).toEqual(storm.steps)
  })

  test('happens within its time, in order, to those who are there', () => {
    const times = storm.steps.map(({ at_ms }) => at_ms)
    expect(times).toEqual(times.toSorted((one, other) => one - other))
    expect(times.every((at) => at >= 0 && at <= 60_000)).toBe(true)
    const accounts = storm.steps.flatMap((step) => ('account' in step ? [step.account] : []))
    expect(new Set(accounts).size).toBe(100)
  })

  test('has every fault there is, and kills everybody at least once', () => {
    const faults = storm.steps.flatMap((step) => (step.kind === 'fault' ? [step.fault] : []))
    expect([...new Set(faults)].toSorted()).toEqual([
      'broken',
      'brokenAsPage',
      'dropped',
      'expiredToken',
      'ignored',
      'invalidToken',
      'late',
      'limitedASecond',
      'limitedAsPage',
      'limitedSilently',
      'limitedToday',
      'limitedUntil',
      'lost',
      'meetingNotFound',
      'pageInstead',
      'trickling',
      'truncated',
    ])
    const killed = storm.steps.flatMap((step) => (step.kind === 'kill' ? [step.who] : []))
    expect([...new Set(killed)].toSorted()).toEqual([...crew].toSorted())
  })
})

test('dice are even enough, and each account’s are its own', () => {
  const dice = diceOf(5)
  const shares = Array.from({ length: 10_000 }, () => dice.share())
  const mean = shares.reduce((all, each) => all + each, 0) / shares.length
  expect(mean).toBeGreaterThan(0.48)
  expect(mean).toBeLessThan(0.52)
  expect(shares.every((each) => each >= 0 && each < 1)).toBe(true)
  expect(diceFor(1, 0).share()).not.toBe(diceFor(1, 1).share())
  expect(() => dice.oneOf([])).toThrow('nothing to choose from')
})
