import { describe, expect, test } from 'vitest'
import { builtInProfiles } from '#lib/core/profiles/built-in-profiles'
import type { ControlChoice, Profile } from '#lib/core/profiles/profile'
import { drillPlan } from '#lib/core/sign-offs/drill-plan'
import {
  planOf,
  type Askable,
  type AskedPolicy,
  type AskedVersion,
  type KeptRequest,
} from '#lib/core/sign-offs/plan'
import { drillEnds, renewalMonths, renewsAt } from '#lib/core/sign-offs/renewal'

const now = new Date('2026-11-25T12:00:00Z')
const onDay = (day: string) => new Date(`${day}T12:00:00Z`)
const [builtIn] = builtInProfiles
const asks = (rule: 'G07' | 'M19', more: Partial<ControlChoice>): Profile => ({
  ...builtIn,
  controls: { [rule]: { level: 'SHOULD', parameters: {}, ...more } },
})

const jo: Askable = {
  ...{ coachId: 'jo', roles: ['coach'], teams: [], tags: [], joinedAt: onDay('2024-01-01') },
}
const version = (number: number, more: Partial<AskedVersion> = {}): AskedVersion => ({
  ...{ versionId: `v${number}`, version: number, change: 'material' },
  ...{ inForceFrom: onDay('2025-01-01'), adoptedAt: onDay('2025-01-01') },
  ...{ due_days: 28, grace_days: 14, audienceRoles: [], audienceTeams: [], audienceTags: [] },
  ...more,
})
const policy = (...versions: AskedVersion[]): AskedPolicy => ({
  ...{ policyId: 'p', withdrawn: false, versions },
})
const request = (more: Partial<KeptRequest>): KeptRequest => ({
  ...{ requestId: 'r1', coachId: 'jo', versionId: 'v1', state: 'acknowledged' },
  ...{ dueAt: now, graceUntil: now, endedAt: onDay('2026-01-10') },
  ...more,
})
const planAt = (
  day: string,
  own: KeptRequest[],
  months: number | null = 12,
  of = policy(version(1)),
) => planOf(of, [jo], own, onDay(day), months)

describe('what was signed a year ago', () => {
  test('is asked again so early that it is due on the day on which the year is over', () => {
    const signed = request({})
    expect(planAt('2026-12-12', [signed]).ask).toEqual([])
    expect(planAt('2026-12-13', [signed]).ask).toEqual([
      {
        ...{ coachId: 'jo', policyId: 'p', versionId: 'v1', words: null, sent: true },
        dueAt: new Date('2027-01-11T00:00:00Z'),
        graceUntil: new Date('2027-01-25T00:00:00Z'),
      },
    ])
    // Where nobody looked in time, they have their whole time all the same.
    expect(planAt('2027-03-01', [signed]).ask).toMatchObject([{ dueAt: onDay('2027-03-29') }])
  })

  test('is asked once, by the same version or the newest, and not again once it is signed anew', () => {
    const [signed, open] = [request({}), request({ requestId: 'r2', state: 'sent', endedAt: null })]
    expect(planAt('2027-01-01', [signed, open])).toMatchObject({ ask: [], supersede: [] })
    const anew = request({ requestId: 'r2', endedAt: onDay('2027-01-02') })
    expect(planAt('2027-01-03', [signed, anew]).ask).toEqual([])
    const two = policy(version(1), version(2, { change: 'minor' }))
    const dueAt = onDay('2027-01-20')
    const newer = planAt('2027-01-03', [signed, { ...open, dueAt }], 12, two)
    expect(newer.ask).toMatchObject([{ versionId: 'v2', dueAt }])
    expect(newer.supersede).toEqual(['r2'])
  })

  test('of who said no this time is not asked once more', () => {
    const no = request({ requestId: 'r2', state: 'declined', endedAt: onDay('2026-12-20') })
    expect(planAt('2027-01-15', [request({}), no]).ask).toEqual([])
  })

  test('stays signed for ever where the rules do not ask for it, and ends what was asked', () => {
    expect(planAt('2030-01-01', [request({})], null).ask).toEqual([])
    const open = request({ requestId: 'r2', state: 'sent', endedAt: null })
    expect(planAt('2027-01-01', [request({}), open], null).supersede).toEqual(['r2'])
  })
})

describe('how often', () => {
  test('is what the profile says, once that counts', () => {
    const parameters = { renewal_months: 6 }
    expect(renewalMonths(builtIn, now)).toBeNull()
    expect(renewalMonths(asks('G07', { parameters }), now)).toBe(6)
    const from = (countsFrom: string) => renewalMonths(asks('G07', { parameters, countsFrom }), now)
    expect([from('2026-11-25'), from('2026-11-26')]).toEqual([6, null])
    expect(renewsAt(onDay('2026-08-31'), 6)).toEqual(new Date('2027-03-01T00:00:00Z'))
    expect(renewsAt(onDay('2026-08-31'), null)).toBeNull()
  })

  test('the drill is done again by the rules, and a year later where they do not say', () => {
    const done = onDay('2026-08-31')
    expect(drillEnds(builtIn, done, now)).toEqual(onDay('2027-08-31'))
    const parameters = { repeat_months: 3 }
    const profile = asks('M19', { parameters })
    const end = new Date('2026-12-01T00:00:00Z')
    expect(drillEnds(profile, done, now)).toEqual(end)
    const kept = { id: 'd1', coachId: 'jo', state: 'acknowledged', endedAt: done } as const
    const at = (moment: Date) =>
      drillPlan([jo], [kept], moment, { ends: (each) => drillEnds(profile, each, moment) }).ask
    expect(at(new Date(end.getTime() - 1))).toEqual([])
    expect(at(end)).toHaveLength(1)
  })
})
