import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DeliveredReading } from '#lib/audits/delivered-readings'
import { verdictsOf } from '#lib/audits/verdicts-of'
import type { JsonObject } from '#lib/core/canonical-json'
import { closesBy, isFound, type Seen } from '#lib/core/finding-closing'
import { nspcc2020Cpsu } from '#lib/core/profiles/nspcc-2020-cpsu'
import { couldNotCheckReasons, type Reading } from '#lib/core/readings'
import { results } from '#lib/core/results'
import { keyOf } from '#lib/findings/verdict'
import { bodyOf, read, safeMeeting, safeUser, withValues } from '../support/control-bodies'

/** A read that did not see everything may open a finding. It never closes one. */

const connectionId = '01890000-0000-7000-8000-000000000001'
const sessionIds = ['01890000-0000-7000-8000-000000000002', '01890000-0000-7000-8000-000000000003']

const unread: fc.Arbitrary<Reading> = fc
  .constantFrom(...couldNotCheckReasons)
  .map((reason) => ({ read: false, reason }))
const oneOf = (...bodies: JsonObject[]): fc.Arbitrary<Reading> =>
  fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...bodies).map(read) }, unread)

const openMeeting = withValues(safeMeeting, {
  'settings.waiting_room': false,
  'settings.join_before_host': true,
  'settings.alternative_hosts': undefined,
})
const settings = oneOf(safeUser, bodyOf('user-open.json'), bodyOf('user-sparse.json'))
const security = oneOf(bodyOf('user-security-safe.json'), bodyOf('user-sparse.json'))
const meeting = oneOf(safeMeeting, openMeeting, bodyOf('meeting-sparse.json'))

/** One time that an account is asked: what came back of each body, and whether it got to its end. */
const audit = fc
  .record({
    ...{ settings, security, meetings: fc.tuple(fc.option(meeting), fc.option(meeting)) },
    toTheEnd: fc.boolean(),
  })
  .map((asked) => {
    const of = (bodyKind: DeliveredReading['bodyKind'], subjectId: string, reading: Reading) => ({
      ...{ bodyKind, subjectId, reading },
      hash: reading.read ? 'a'.repeat(64) : null,
    })
    const delivered = [
      of('user_settings', connectionId, asked.settings),
      of('user_meeting_security', connectionId, asked.security),
      ...asked.meetings.flatMap((each, index) =>
        each ? [of('meeting', sessionIds[index] ?? '', each)] : [],
      ),
    ]
    // What Zoom never tells on a plan is an answer, too.
    const isAnswered = delivered.every(
      ({ reading }) => reading.read || reading.reason === 'not_readable',
    )
    return { delivered, complete: isAnswered && asked.toTheEnd }
  })

type Audit = { delivered: DeliveredReading[]; complete: boolean }

/** What closes, and what stands open, after each of these in turn. */
function live(audits: readonly Audit[]) {
  const open = new Set<string>()
  return audits.map(({ delivered, complete }) => {
    const verdicts = verdictsOf(nspcc2020Cpsu, delivered, { connectionId, sessionIds, complete })
    const seen = new Map(verdicts.map((each) => [keyOf(each), each]))
    const judged = new Set(verdicts.map(({ subjectId }) => subjectId))
    const closed = [...open].filter((key) => {
      const [, subjectId = ''] = key.split(' ')
      return judged.has(subjectId) && closesBy(seen.get(key), false) !== null
    })
    for (const key of closed) open.delete(key)
    for (const each of verdicts) if (isFound(each, open.has(keyOf(each)))) open.add(keyOf(each))
    return { complete, seen, closed, open: new Set(open) }
  })
}

const histories = fc.array(audit, { minLength: 1, maxLength: 8 })

describe('a partial read', () => {
  test('never closes a finding, however complete and partial ones follow each other', () => {
    let [closings, kept] = [0, 0]
    fc.assert(
      fc.property(histories, (audits) => {
        let before: ReadonlySet<string> = new Set()
        for (const { complete, seen, closed, open } of live(audits)) {
          if (!complete) {
            expect(closed).toEqual([])
            for (const key of before) expect(open.has(key), key).toBe(true)
            kept += before.size
          }
          // What closes was seen to be otherwise, in that very read.
          for (const key of closed) {
            expect(['met', 'not_applicable'], key).toContain(seen.get(key)?.result)
          }
          closings += closed.length
          before = open
        }
      }),
      { numRuns: 300 },
    )
    // Else nothing was tried: findings stood open, and whole reads did close some.
    expect(Math.min(closings, kept)).toBeGreaterThan(100)
  })

  test('leaves open at least what would stand open had it never been', () => {
    fc.assert(
      fc.property(histories, (audits) => {
        const all = live(audits).at(-1)?.open ?? new Set()
        const whole = live(audits.filter(({ complete }) => complete)).at(-1)?.open ?? new Set()
        for (const key of whole) expect(all.has(key), key).toBe(true)
      }),
      { numRuns: 200 },
    )
  })
})

const seenAs: fc.Arbitrary<Seen> = fc.record({
  ...{ result: fc.constantFrom(...results), because: fc.constant('So it is.') },
  ...{ derived: fc.boolean(), complete: fc.boolean() },
})

describe('a judgement', () => {
  test('closes as mended only what a whole read says is otherwise', () => {
    fc.assert(
      fc.property(seenAs, fc.boolean(), (seen, sameReading) => {
        const isOtherwise = seen.result === 'met' || seen.result === 'not_applicable'
        const reason = sameReading ? 'rule_withdrawn' : 'mended'
        expect(closesBy(seen, sameReading)?.reason ?? null).toBe(
          seen.complete && isOtherwise ? reason : null,
        )
      }),
    )
  })

  test('that asks for it no more, or where it does not hold by what was said, mends nothing', () => {
    fc.assert(
      fc.property(seenAs, fc.boolean(), (seen, sameReading) => {
        expect(closesBy(undefined, sameReading)?.reason).toBe('rule_withdrawn')
        expect(closesBy({ ...seen, exempt: true }, sameReading)).toEqual({
          ...{ reason: 'rule_withdrawn', because: seen.because },
        })
      }),
    )
  })

  test.each([
    ['not_met', false, false, true],
    ['not_met', true, false, false],
    ['not_met', true, true, true],
    ['could_not_check', false, true, false],
    ['met', false, true, false],
    ['not_applicable', false, false, false],
  ] as const)('of %s (follows from others: %s; open: %s) opens: %s', (...row) => {
    const [result, derived, isOpen, opens] = row
    expect(isFound({ result, derived }, isOpen)).toBe(opens)
  })
})
