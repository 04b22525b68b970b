import { describe, expect, test } from 'vitest'
import { whyNotChase } from '#lib/core/sign-offs/chase'
import { beforeSession, drill } from '#lib/core/sign-offs/checklists'
import { drillPlan, type DrillRequest } from '#lib/core/sign-offs/drill-plan'
import { originKept_ms, receiptCode } from '#lib/core/sign-offs/origin'
import {
  dueOf,
  planOf,
  sizeOf,
  withPassedOver,
  type Askable,
  type AskedPolicy,
  type AskedVersion,
  type KeptRequest,
} from '#lib/core/sign-offs/plan'
import {
  mayStep,
  openStates,
  signOffStates,
  stateAfter,
  type KeptState,
} from '#lib/core/sign-offs/state'

/** Signing, by single cases with their exact answers; what holds in any order is beside. */

const now = new Date('2026-11-25T18:00:00Z')
const inDays = (days: number) => new Date(now.getTime() + days * 24 * 60 * 60 * 1000)
const kept = signOffStates.filter((state): state is KeptState => state !== 'overdue')

describe('a request', () => {
  test.each([
    ['sent', ['not_sent']],
    ['opened', ['sent']],
    ['acknowledged', ['sent', 'opened', 'declined']],
    ['declined', ['sent', 'opened']],
    ['superseded', ['not_sent', 'sent', 'opened', 'declined']],
    ['withdrawn', ['not_sent', 'sent', 'opened', 'declined']],
  ] as const)('can be %s from %j, and from nothing else', (step, from) => {
    expect(kept.filter((state) => mayStep(state, step))).toEqual(from)
  })

  test('is open until somebody agreed, or it was ended', () => {
    expect(openStates).toEqual(['not_sent', 'sent', 'opened', 'declined'])
  })

  test('came to what happened in the order of its times, in whichever it is read', () => {
    const all = [
      { event: 'sent', at: inDays(1) },
      { event: 'opened', at: inDays(2) },
      { event: 'declined', at: inDays(3) },
      { event: 'acknowledged', at: inDays(4) },
    ] as const
    for (const number of [0, 1, 2, 3, 4]) {
      const state = number === 0 ? 'not_sent' : all[number - 1]?.event
      expect(stateAfter(all.slice(0, number))).toBe(state)
      expect(stateAfter(all.slice(0, number).toReversed())).toBe(state)
    }
  })

  test('is chased before it is late, when it is late, and whether it was opened or not', () => {
    for (const state of ['sent', 'opened'] as const) {
      for (const graceUntil of [inDays(5), inDays(-5)]) {
        const request = { state, dueAt: inDays(-6), graceUntil, chasedAt: null }
        expect(whyNotChase(request, now)).toBeNull()
      }
    }
  })
})

describe('what comes with the product', () => {
  test.each([drill, beforeSession])('$title: each thing is said, once, with its rule', (of) => {
    expect(new Set(of.items.map(({ id }) => id)).size).toBe(of.items.length)
    for (const { text, rule } of of.items) {
      expect(text).toMatch(/^[A-Z].*\.$/)
      expect(rule).toMatch(/^[A-Z]\d\d$/)
    }
    expect(of.items.length).toBeGreaterThan(3)
  })

  test('a receipt is read out in groups of four; what is none is nothing', () => {
    expect(receiptCode('3f2a91bc0d4e5566')).toBe('3F2A 91BC 0D4E')
    expect(receiptCode('')).toBe('')
  })

  test('where somebody signed is kept for thirty days', () => {
    expect(originKept_ms).toBe(30 * 24 * 60 * 60 * 1000)
  })
})

const everybody = { audienceRoles: [], audienceTeams: [], audienceTags: [] }
const jo: Askable = {
  ...{ coachId: 'jo', roles: ['coach'], teams: [], tags: [], joinedAt: inDays(-400) },
}

describe('the drill', () => {
  const of = (differs: Partial<DrillRequest>): DrillRequest => ({
    ...{ id: 'd1', coachId: 'jo', state: 'sent', endedAt: null },
    ...differs,
  })
  const askedAgain = (differs: Partial<DrillRequest>) =>
    drillPlan([jo], [of(differs)], now).ask.map(({ coachId }) => coachId)

  test('is due in four weeks, and late two weeks after, for who is asked or has just joined', () => {
    const term = { dueAt: inDays(28), graceUntil: inDays(42) }
    const begun = of({ coachId: 'tom', state: 'acknowledged', endedAt: now })
    expect(drillPlan([jo], [begun], now)).toEqual({
      ...{ supersede: [], withdraw: [], send: [] },
      ask: [
        { coachId: 'jo', policyId: null, versionId: null, words: 'drill', ...term, sent: true },
      ],
    })
    expect(drillPlan([jo], [of({ state: 'not_sent' })], now)).toEqual({
      ...{ supersede: [], withdraw: [], ask: [], send: [{ requestId: 'd1', ...term }] },
    })
  })

  test('is sent to nobody who has not joined, or to whom it was sent', () => {
    expect(drillPlan([jo], [of({ state: 'sent' })], now).send).toEqual([])
    const guest = { ...jo, joinedAt: null }
    expect(drillPlan([guest], [of({ state: 'not_sent' })], now).send).toEqual([])
  })

  test('is taken back from nobody who is there, nor where it was answered', () => {
    expect(drillPlan([jo], [of({})], now).withdraw).toEqual([])
    expect(drillPlan([], [of({ state: 'acknowledged', endedAt: now })], now).withdraw).toEqual([])
    expect(drillPlan([], [of({})], now).withdraw).toEqual(['d1'])
  })

  test('is asked again of who was let off, or whose yes has no day; not of who did it', () => {
    expect(askedAgain({ state: 'withdrawn', endedAt: now })).toEqual(['jo'])
    expect(askedAgain({ state: 'acknowledged', endedAt: null })).toEqual(['jo'])
    expect(askedAgain({ state: 'acknowledged', endedAt: now })).toEqual([])
    expect(askedAgain({ state: 'declined' })).toEqual([])
  })
})

const version = (number: number, more: Partial<AskedVersion> = {}): AskedVersion => ({
  ...{ versionId: `v${number}`, version: number, change: 'material', inForceFrom: inDays(-30) },
  ...{ adoptedAt: inDays(-30), due_days: 28, grace_days: 14, ...everybody },
  ...more,
})
const policy = (...versions: AskedVersion[]): AskedPolicy => ({
  ...{ policyId: 'p', withdrawn: false, versions },
})
const request = (more: Partial<KeptRequest> = {}): KeptRequest => ({
  ...{ requestId: 'r1', coachId: 'jo', versionId: 'v1', state: 'sent' },
  ...{ dueAt: inDays(3), graceUntil: inDays(10), endedAt: null },
  ...more,
})
const signed = request({ state: 'acknowledged', endedAt: inDays(-20) })
const minor = { change: 'minor' } as const

describe('a plan of who is asked', () => {
  const plan = (versions: AskedVersion[], ...requests: KeptRequest[]) =>
    planOf(policy(...versions), [jo], requests, now)

  test('gives the time that the version says, from its first day or from now', () => {
    expect(dueOf(version(1), now)).toEqual({ dueAt: inDays(28), graceUntil: inDays(42) })
    const coming = version(1, { inForceFrom: inDays(2), due_days: 1, grace_days: 0 })
    expect(dueOf(coming, now)).toEqual({ dueAt: inDays(3), graceUntil: inDays(3) })
  })

  test('looks at nothing that is still to come', () => {
    const coming = version(3, { inForceFrom: inDays(7) })
    expect(sizeOf(plan([version(1), version(2, minor), coming], signed))).toBe(0)
  })

  test('takes back the older and the newer request of who has signed what covers both', () => {
    const both = [
      signed,
      request({ requestId: 'r2' }),
      request({ requestId: 'r3', versionId: 'v2' }),
    ]
    const { supersede, ...rest } = plan([version(1), version(2, minor)], ...both)
    expect(supersede).toEqual(['r2', 'r3'])
    expect(rest).toEqual({ ask: [], withdraw: [], send: [] })
  })

  test('does not ask once more who said no, until something of weight is new', () => {
    const declined = request({ state: 'declined' })
    expect(sizeOf(plan([version(1), version(2, minor)], declined))).toBe(0)
    expect(plan([version(1), version(2)], declined)).toMatchObject({
      ...{ supersede: ['r1'], ask: [{ versionId: 'v2', dueAt: inDays(28) }] },
    })
  })

  test('keeps the soonest day of what they still had to read, where the text came to them', () => {
    const of = (...requests: KeptRequest[]) =>
      plan([version(1), version(2, minor), version(3, minor)], ...requests).ask[0]?.dueAt
    const later = request({ requestId: 'r2', versionId: 'v2', dueAt: inDays(9) })
    expect(of(request(), later)).toEqual(inDays(3))
    expect(of(later, request())).toEqual(inDays(3))
    expect(of(request({ state: 'not_sent' }))).toEqual(inDays(28))
    expect(of(request({ versionId: 'unknown' }))).toEqual(inDays(28))
  })

  test('is as many changes as there are of each kind', () => {
    const ask = plan([version(1)]).ask
    const of = (...[asks, supersedes, withdraws, sends]: number[]) =>
      sizeOf({
        ask: Array.from({ length: asks ?? 0 }, () => ask).flat(),
        supersede: Array.from({ length: supersedes ?? 0 }, String),
        withdraw: Array.from({ length: withdraws ?? 0 }, String),
        send: Array.from({ length: sends ?? 0 }, () => ({
          ...{ requestId: 'r', dueAt: now, graceUntil: now },
        })),
      })
    expect([of(1, 2, 4, 8), of(8, 4, 2, 1), of(0, 0, 0, 0)]).toEqual([15, 15, 0])
  })

  test('makes a version material by what it passed over, and by nothing that came later', () => {
    const changes = (['material', 'minor', 'material'] as const).map((change, index) => ({
      ...{ version: index + 1, change },
    }))
    expect(withPassedOver(changes.slice(0, 2), changes).map(({ change }) => change)).toEqual([
      'material',
      'minor',
    ])
  })
})
