import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { tightness } from '#lib/core/controls/parameter-spec'
import { parametersOf } from '#lib/core/controls/parameters'
import { nspcc2020Cpsu, nspcc2020CpsuVersion2 } from '#lib/core/profiles/nspcc-2020-cpsu'
import type { ProfileDocument } from '#lib/core/profiles/document'
import { effectiveAt, nextChange } from '#lib/core/profiles/effective'
import type { ControlChoice, Profile } from '#lib/core/profiles/profile'
import { profileLabel } from '#lib/core/profiles/profile-label'
import type { Publication, RuleSource } from '#lib/core/profiles/publication'
import { standing } from '#lib/core/profiles/tighten'
import { controlIds } from '#lib/core/results'
import { ruleById } from '#lib/core/rules/catalogue'
import { isSaidRule, profileRuleIds, type ProfileRuleId } from '#lib/core/rules/rule-ids'

const day_ms = 24 * 60 * 60 * 1000
type Chosen = ProfileDocument['controls']

const dayOf = (day: number) => new Date(Date.UTC(2027, 0, 1) + day * day_ms)

const days = fc.integer({ min: 1, max: 366 })
const part = fc.record(
  {
    level: fc.constantFrom('MUST' as const, 'SHOULD' as const),
    countsFrom: fc.integer({ min: 0, max: 40 }).map((day) => dayOf(day).toISOString().slice(0, 10)),
    acceptance: fc.option(days.map((longest_days) => ({ longest_days }))),
    statement: fc.option(days.map((lasts_days) => ({ lasts_days }))),
  },
  { requiredKeys: [] },
)

const recording = fc.constantFrom('forbidden', 'allowed', 'required')

/** Any choice of rules, with recording among them as often as not. */
const controls: fc.Arbitrary<Chosen> = fc
  .tuple(
    fc.dictionary(fc.constantFrom(...controlIds, 'G01', 'M10'), part, { maxKeys: 8 }),
    fc.option(recording),
  )
  .map(([chosen, rule]) =>
    rule === null
      ? chosen
      : { ...chosen, Z12: { ...chosen['Z12'], parameters: { recording: rule } } },
  )

/** What else counts, and where rules do not apply, of a few keys that several tiers may name. */
const key = fc.constantFrom('one', 'two', 'three')
const said = { reason: 'It is so.', name: 'The board' }
const ways: fc.Arbitrary<Pick<ProfileDocument, 'equivalents' | 'exempt' | 'notTaken'>> = fc.record({
  equivalents: fc.uniqueArray(
    fc.record({
      ...{ key, rule: fc.constantFrom('G01' as const, 'M10' as const) },
      ...{ what: fc.constant('Something'), reason: fc.constant(said.reason) },
      name: fc.constant(said.name),
    }),
    { maxLength: 3, selector: (each) => each.key },
  ),
  exempt: fc.uniqueArray(
    fc.record({
      ...{ key, category: fc.constant('Adults'), lasts_days: days },
      ...{ reason: fc.constant(said.reason), name: fc.constant(said.name) },
      rules: fc.uniqueArray(fc.constantFrom(...controlIds, 'G01' as const), {
        ...{ minLength: 1, maxLength: 4 },
      }),
    }),
    { maxLength: 3, selector: (each) => each.key },
  ),
  notTaken: fc.uniqueArray(key, { maxLength: 2 }),
})

const noWays = { equivalents: [], exempt: [] }
const document = (
  chosen: Chosen,
  own: Pick<ProfileDocument, 'equivalents' | 'exempt' | 'notTaken'> = noWays,
): ProfileDocument => ({ ...{ name: 'Rules', base: null, controls: chosen }, ...own })

const publishers = ['body', 'region', 'club'] as const

const publication = fc
  .record({
    publisherId: fc.constantFrom(...publishers),
    published: fc.integer({ min: 0, max: 30 }),
    waits: fc.integer({ min: -5, max: 20 }),
    ...{ controls, own: ways },
  })
  .map(({ publisherId, published, waits, controls: chosen, own }) => ({
    ...{ publisherId, profile: publisherId, publishedAt: dayOf(published) },
    inForceFrom: dayOf(published + waits),
    document: document(chosen, own),
  }))

/** As a database would have them: the versions of each publisher count up as they are published. */
const publications: fc.Arbitrary<Publication[]> = fc
  .array(publication, { maxLength: 8 })
  .map((all) =>
    all
      .toSorted((one, other) => Number(one.publishedAt) - Number(other.publishedAt))
      .map((each, index) => ({ ...each, id: String(index), version: index + 1 })),
  )

const sourceOf = (organisationId: string, from = 0, until: number | null = null): RuleSource => ({
  organisationId,
  kind:
    organisationId === 'body' ? 'governing_body' : organisationId === 'club' ? 'club' : 'region',
  ...{ name: organisationId, startsAt: dayOf(from), endsAt: until === null ? null : dayOf(until) },
})

const sources = publishers.map((each) => sourceOf(each))
const moment = fc.integer({ min: 0, max: 60 }).map(dayOf)

const atMost = (one: number | undefined, other: number | undefined) =>
  one === undefined || (other !== undefined && one <= other)

/** What of `lower` asks for less than `upper`. */
function looser(upper: Profile['controls'], lower: Profile['controls']): string[] {
  const isLooser = (id: ProfileRuleId, above: ControlChoice) => {
    const below = lower[id]
    if (!below) return true
    return (
      (above.level === 'MUST' && below.level !== 'MUST') ||
      !atMost(below.acceptance?.longest_days, above.acceptance?.longest_days) ||
      !atMost(below.statement?.lasts_days, above.statement?.lasts_days) ||
      parametersOf(id).some((spec) =>
        ['looser', 'contradicts'].includes(
          tightness(spec, above.parameters[spec.name] ?? null, below.parameters[spec.name] ?? null),
        ),
      )
    )
  }
  return profileRuleIds.filter((id) => {
    const above = upper[id]
    return above !== undefined && isLooser(id, above)
  })
}

test('a lower tier never loosens, whatever it and those above publish, and when', () => {
  fc.assert(
    fc.property(publications, moment, (all, at) => {
      const whole = effectiveAt(sources, all, at)
      for (const number of [1, 2]) {
        const above = effectiveAt(sources.slice(0, number), all, at)
        expect(looser(above.profile.controls, whole.profile.controls)).toEqual([])
        // Nothing counts, or is left out, by a lower tier's word: it only takes less of those above.
        for (const kind of ['equivalents', 'exempt'] as const) {
          const [upper, lower] = [above.profile[kind] ?? [], whole.profile[kind] ?? []]
          expect(upper).toEqual(expect.arrayContaining([...lower]))
        }
      }
    }),
    { numRuns: 500 },
  )
})

test('the rules do not depend on the order in which publications and sources are looked at', () => {
  fc.assert(
    fc.property(
      publications.chain((all) =>
        fc.tuple(
          fc.constant(all),
          fc.shuffledSubarray(all, { minLength: all.length }),
          fc.shuffledSubarray(sources, { minLength: sources.length }),
        ),
      ),
      moment,
      ([all, shuffled, others], at) => {
        expect(effectiveAt(others, shuffled, at)).toEqual(effectiveAt(sources, all, at))
        expect(nextChange(others, shuffled, at)).toEqual(nextChange(sources, all, at))
      },
    ),
  )
})

test('at equal times it is the same whichever tier published first', () => {
  const at = dayOf(10)
  const of = (publisherId: string, chosen: Chosen, id: string): Publication => ({
    ...{ id, publisherId, profile: publisherId, version: 1, document: document(chosen) },
    ...{ publishedAt: at, inForceFrom: at },
  })
  fc.assert(
    fc.property(controls, controls, (ofBody, ofClub) => {
      const [one, other] = [of('body', ofBody, 'a'), of('club', ofClub, 'b')]
      expect(effectiveAt(sources, [one, other], at)).toEqual(effectiveAt(sources, [other, one], at))
    }),
  )
})

test('publishing later never changes what held at an earlier moment', () => {
  fc.assert(
    fc.property(publications, moment, (all, at) => {
      const byThen = all.filter(({ publishedAt }) => publishedAt <= at)
      expect(effectiveAt(sources, all, at).profile).toEqual(
        effectiveAt(sources, byThen, at).profile,
      )
      expect(nextChange(sources, all, at)).toEqual(nextChange(sources, byThen, at))
    }),
  )
})

test('between two changes that are known, nothing changes by itself', () => {
  fc.assert(
    fc.property(publications, moment, (all, at) => {
      const byThen = all.filter(({ publishedAt }) => publishedAt <= at)
      const next = nextChange(sources, byThen, at)
      const before = next ? new Date(Number(next) - 1) : dayOf(1000)
      const [now, later] = [at, before].map((each) => effectiveAt(sources, byThen, each))
      expect(later?.profile).toEqual(now?.profile)
      expect(later?.since).toEqual(now?.since)
    }),
  )
})

test('where nobody has published, or no longer holds, the built-in profile does', () => {
  fc.assert(
    fc.property(publications, moment, (all, at) => {
      const left = publishers.map((each) => sourceOf(each, 0, 0))
      const profile = { ...nspcc2020Cpsu, controls: standing(nspcc2020Cpsu.controls, at) }
      expect(effectiveAt(left, all, at).profile).toEqual(profile)
      const since = at < new Date('2027-03-01') ? new Date('2026-11-25') : new Date('2027-03-01')
      expect(effectiveAt(sources, [], at)).toEqual({ profile, since, layers: [] })
    }),
  )
})

test('what comes with us is at each moment what it was then, and announces before it counts', () => {
  const at = (when: string) => effectiveAt([], [], new Date(when))
  const before = at('2026-11-24T23:59:59Z')
  expect(before).toEqual({ profile: nspcc2020CpsuVersion2, since: null, layers: [] })
  expect(nextChange([], [], new Date('2026-11-24'))).toEqual(new Date('2026-11-25'))
  const saidIn = ({ profile }: typeof before) =>
    Object.entries(profile.controls).filter(([id]) => isSaidRule(id))
  expect(saidIn(before)).toEqual([])
  const announced = saidIn(at('2026-11-25'))
  expect(announced.map(([id]) => id)).toEqual(expect.arrayContaining(['M04', 'M17', 'G02', 'I01']))
  for (const when of ['2026-11-25', '2027-02-28T23:59:59Z']) {
    expect(saidIn(at(when)).every(([, { level }]) => level === 'SHOULD')).toBe(true)
  }
  expect(nextChange([], [], new Date('2026-11-25'))).toEqual(new Date('2027-03-01'))
  const counting = saidIn(at('2027-03-01'))
  const advice = counting.filter(([, { level }]) => level === 'SHOULD').map(([id]) => id)
  expect(advice).toEqual(['M05', 'M18'])
  // Each is somebody's to state, for a time, and has a source that can be looked up.
  for (const [id, { statement }] of counting) {
    expect(statement?.lasts_days, id).toBeLessThanOrEqual(365)
    expect(ruleById(id)?.sources, id).not.toEqual([])
  }
})

test('the label names each version that has a part in the rules, and no other', () => {
  fc.assert(
    fc.property(publications, moment, (all, at) => {
      const { profile, layers } = effectiveAt(sources, all, at)
      const named = layers.map(({ publication: each }) => `${each.profile}@${each.version}`)
      const isBuiltIn = layers[0]?.source.kind !== 'governing_body'
      expect(profileLabel(profile)).toBe(
        [...(isBuiltIn ? [profileLabel(nspcc2020Cpsu)] : []), ...named].join('+'),
      )
    }),
  )
})
