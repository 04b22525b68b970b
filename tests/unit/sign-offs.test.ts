import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  dueOf,
  firstOf,
  planOf,
  sizeOf,
  versionInForce,
  type Askable,
  type AskedPolicy,
  type AskedVersion,
  type KeptRequest,
  type Plan,
} from '#lib/core/sign-offs/plan'
import {
  afterStep,
  mayStep,
  signOffState,
  stateAfter,
  type SignOffEvent,
} from '#lib/core/sign-offs/state'

const now = new Date('2026-11-25T18:00:00Z')
const inDays = (days: number) => new Date(now.getTime() + days * 24 * 60 * 60 * 1000)

const kinds = ['sent', 'opened', 'acknowledged', 'declined', 'superseded', 'withdrawn'] as const

const someEvents = fc.array(
  fc.record({
    event: fc.constantFrom(...kinds),
    at: fc.integer({ min: -50, max: 50 }).map(inDays),
  }),
  { maxLength: 12 },
)

describe('what a request came to', () => {
  it('never loses a yes, whatever comes after it', () => {
    fc.assert(
      fc.property(someEvents, someEvents, (before, after) => {
        const yes: SignOffEvent[] = [...before, { event: 'acknowledged', at: inDays(100) }]
        const later = after.map((each) => ({ ...each, at: new Date(each.at.getTime() + 1e11) }))
        if (stateAfter(yes) === 'acknowledged') {
          expect(stateAfter([...yes, ...later])).toBe('acknowledged')
        }
      }),
    )
  })

  it('is acknowledged only by a yes to what had reached the person, and was not ended', () => {
    fc.assert(
      fc.property(someEvents, (events) => {
        if (stateAfter(events) !== 'acknowledged') return
        const ordered = events.toSorted((a, b) => a.at.getTime() - b.at.getTime())
        const yes = ordered.findLastIndex(({ event }) => event === 'acknowledged')
        expect(ordered.slice(0, yes).some(({ event }) => event === 'sent')).toBe(true)
      }),
    )
  })

  it('does not change by what is said twice', () => {
    fc.assert(
      fc.property(someEvents, (events) => {
        const twice = events.flatMap((each) => [each, each])
        expect(stateAfter(twice)).toBe(stateAfter(events))
      }),
    )
  })

  it('takes a yes after a no, and neither before it was sent', () => {
    expect(afterStep('declined', 'acknowledged')).toBe('acknowledged')
    expect(mayStep('not_sent', 'acknowledged')).toBe(false)
    expect(mayStep('not_sent', 'declined')).toBe(false)
    expect(mayStep('superseded', 'acknowledged')).toBe(false)
    expect(mayStep('withdrawn', 'acknowledged')).toBe(false)
    expect(mayStep('acknowledged', 'superseded')).toBe(false)
  })

  it('is overdue at the end of its grace to the millisecond, and never where it was answered', () => {
    const term = { dueAt: inDays(-3), graceUntil: now }
    const before = new Date(now.getTime() - 1)
    expect(signOffState({ state: 'sent', ...term }, before)).toBe('sent')
    for (const state of ['sent', 'opened'] as const) {
      expect(signOffState({ state, ...term }, now)).toBe('overdue')
    }
    for (const state of ['not_sent', 'acknowledged', 'declined', 'withdrawn'] as const) {
      expect(signOffState({ state, ...term }, now)).toBe(state)
    }
  })
})

const everybody = { audienceRoles: [], audienceTeams: [], audienceTags: [] }
const jo: Askable = {
  ...{ coachId: 'jo', roles: ['coach'], teams: ['Under 12s'], tags: [], joinedAt: inDays(-400) },
}
const treasurer: Askable = {
  ...{ coachId: 'tom', roles: ['treasurer'], teams: [], tags: ['Committee'], joinedAt: null },
}

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

const nothing: Plan = { ask: [], supersede: [], withdraw: [], send: [] }

describe('a new version', () => {
  it('that is material asks everybody again, with their whole time, and ends what they had to read', () => {
    const two = policy(version(1), version(2))
    const signed = request({ state: 'acknowledged' })
    expect(planOf(two, [jo], [signed], now).ask).toEqual([
      {
        coachId: 'jo',
        policyId: 'p',
        versionId: 'v2',
        words: null,
        sent: true,
        ...dueOf(version(2), now),
      },
    ])
    const waiting = planOf(two, [jo], [request()], now)
    expect(waiting.supersede).toEqual(['r1'])
    expect(waiting.ask[0]?.dueAt).toEqual(inDays(28))
  })

  it('that is minor asks nobody again, and gives those who still have to read no new time', () => {
    const two = policy(version(1), version(2, { change: 'minor' }))
    expect(planOf(two, [jo], [request({ state: 'acknowledged' })], now)).toEqual(nothing)
    expect(planOf(two, [jo], [request({ state: 'declined' })], now)).toEqual(nothing)
    const waiting = planOf(two, [jo], [request()], now)
    expect(waiting.supersede).toEqual(['r1'])
    expect(waiting.ask).toEqual([
      {
        ...{ coachId: 'jo', policyId: 'p', versionId: 'v2', words: null, sent: true },
        ...{ dueAt: inDays(3), graceUntil: inDays(10) },
      },
    ])
  })

  it('asks again where one in between was material, whatever the newest is', () => {
    const three = policy(version(1), version(2), version(3, { change: 'minor' }))
    const plan = planOf(three, [jo], [request({ state: 'acknowledged' })], now)
    expect(plan.ask.map(({ versionId }) => versionId)).toEqual(['v3'])
  })

  it('asks nobody before it is in force, and everybody at that moment', () => {
    const two = policy(version(1), version(2, { inForceFrom: inDays(7) }))
    const signed = request({ state: 'acknowledged' })
    expect(planOf(two, [jo], [signed], now)).toEqual(nothing)
    expect(planOf(two, [jo], [signed], inDays(7)).ask).toHaveLength(1)
    expect(versionInForce(two, now)?.versionId).toBe('v1')
  })
})

describe('joining and leaving', () => {
  it('asks who is new, and sends it once they have joined, with their time from then', () => {
    const plan = planOf(policy(version(1)), [treasurer], [], now)
    expect(plan.ask).toMatchObject([{ coachId: 'tom', sent: false }])
    const there = request({ coachId: 'tom', state: 'not_sent' })
    expect(planOf(policy(version(1)), [treasurer], [there], now)).toEqual(nothing)
    const joined = { ...treasurer, joinedAt: inDays(60) }
    expect(planOf(policy(version(1)), [joined], [there], inDays(60)).send).toEqual([
      { requestId: 'r1', ...dueOf(version(1), inDays(60)) },
    ])
  })

  it('takes back what is asked of who left, or is not meant any more; a yes stays', () => {
    const one = policy(version(1))
    expect(planOf(one, [], [request()], now)).toEqual({ ...nothing, withdraw: ['r1'] })
    expect(planOf(one, [], [request({ state: 'acknowledged' })], now)).toEqual(nothing)
    const forSeniors = policy(version(1, { audienceTeams: ['Seniors'] }))
    expect(planOf(forSeniors, [jo], [request()], now).withdraw).toEqual(['r1'])
    const gone = { ...one, withdrawn: true }
    expect(planOf(gone, [jo], [request()], now).withdraw).toEqual(['r1'])
  })

  it('asks again who came back', () => {
    const left = request({ state: 'withdrawn' })
    expect(planOf(policy(version(1)), [jo], [left], now).ask).toHaveLength(1)
  })
})

/** What is kept after a plan was carried out. */
function carriedOut(requests: readonly KeptRequest[], plan: Plan): KeptRequest[] {
  const kept = requests.map((each) => {
    if (plan.supersede.includes(each.requestId)) return { ...each, state: 'superseded' as const }
    if (plan.withdraw.includes(each.requestId)) return { ...each, state: 'withdrawn' as const }
    const sent = plan.send.find(({ requestId }) => requestId === each.requestId)
    return sent ? { ...each, ...sent, state: 'sent' as const } : each
  })
  const asked = plan.ask.map(({ sent, ...each }, index) => ({
    ...each,
    ...{ requestId: `n${kept.length + index}`, state: sent ? ('sent' as const) : 'not_sent' },
  }))
  return [...kept, ...asked] as KeptRequest[]
}

const someVersion = fc.record({
  change: fc.constantFrom('material' as const, 'minor' as const),
  inForceFrom: fc.integer({ min: -40, max: 40 }).map(inDays),
  audienceRoles: fc.constantFrom([], ['coach']),
})

/** Of a year: versions are published, days pass, people come, go, sign and refuse, in any order. */
const someSteps = fc.array(
  fc.oneof(
    fc.record({ do: fc.constant('publish' as const), version: someVersion }),
    fc.record({ do: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 40 }) }),
    fc.record({ do: fc.constantFrom('leave' as const, 'come' as const, 'join' as const) }),
    fc.record({ do: fc.constantFrom('sign' as const, 'refuse' as const, 'open' as const) }),
  ),
  { maxLength: 25 },
)

describe('in any order of events', () => {
  it('asks each person for one thing at a time, for what holds, and a second look finds nothing', () => {
    fc.assert(
      fc.property(someSteps, (steps) => {
        let versions: AskedVersion[] = []
        let requests: KeptRequest[] = []
        let [here, joined, at] = [true, false, now]
        for (const step of steps) {
          if (step.do === 'publish') {
            versions = [...versions, version(versions.length + 1, step.version)]
          } else if (step.do === 'wait') at = new Date(at.getTime() + step.days * 864e5)
          else if (step.do === 'leave') here = false
          else if (step.do === 'come') here = true
          else if (step.do === 'join') joined = true
          else {
            const how = step.do
            requests = requests.map((each) => ({ ...each, state: answered(each, how) }))
          }
          const people = here ? [{ ...jo, joinedAt: joined ? now : null }] : []
          const holding = policy(...versions)
          const signedBefore = requests.filter(({ state }) => state === 'acknowledged').length
          requests = carriedOut(requests, planOf(holding, people, requests, at))
          expect(planOf(holding, people, requests, at)).toEqual(nothing)
          const open = requests.filter(({ state }) =>
            ['not_sent', 'sent', 'opened'].includes(state),
          )
          expect(open.length).toBeLessThanOrEqual(1)
          const current = versionInForce(holding, at)
          for (const each of open) expect(each.versionId).toBe(current?.versionId)
          if (!here) expect(open).toEqual([])
          expect(requests.filter(({ state }) => state === 'acknowledged').length).toBe(signedBefore)
        }
      }),
      { numRuns: 300 },
    )
  })
})

function answered({ state }: KeptRequest, how: 'sign' | 'refuse' | 'open'): KeptRequest['state'] {
  if (how === 'open') return afterStep(state, 'opened')
  return afterStep(state, how === 'sign' ? 'acknowledged' : 'declined')
}

describe('a plan that is too much for one time', () => {
  it('is done in parts that come to the same, and keeps the day of those who still had to read', () => {
    const people = Array.from({ length: 9 }, (_, n) => ({ ...jo, coachId: `c${n}` }))
    const two = policy(version(1), version(2, { change: 'minor' }))
    let requests: KeptRequest[] = people.map(({ coachId }) =>
      request({ coachId, requestId: `r-${coachId}` }),
    )
    const whole = carriedOut(requests, planOf(two, people, requests, now))
    for (let plan = planOf(two, people, requests, now); sizeOf(plan) > 0;) {
      const part = firstOf(plan, 4)
      expect(sizeOf(part)).toBeLessThanOrEqual(4)
      requests = carriedOut(requests, part)
      plan = planOf(two, people, requests, now)
    }
    const open = (all: readonly KeptRequest[]) =>
      all
        .filter(({ state }) => state === 'sent')
        .map(({ coachId, versionId, dueAt }) => [coachId, versionId, dueAt])
        .toSorted((a, b) => String(a).localeCompare(String(b)))
    expect(open(requests)).toEqual(open(whole))
    expect(open(requests)).toHaveLength(9)
  })
})
