import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { defaultParameters } from '#lib/core/controls/parameters'
import { builtInProfiles } from '#lib/core/profiles/built-in-profiles'
import type { ControlChoice, Profile } from '#lib/core/profiles/profile'
import { isSignedOrStated, judgeClub, type SignedClub } from '#lib/core/sign-offs/judge-club'
import {
  judgeSigned,
  signedRules,
  type SignedPerson,
  type SignedStanding,
} from '#lib/core/sign-offs/judge-signed'
import { saidRuleIds } from '#lib/core/rules/rule-ids'

const now = new Date('2026-11-25T12:00:00Z')
const inDays = (days: number) => new Date(now.getTime() + days * 24 * 60 * 60 * 1000)
const [builtIn] = builtInProfiles

const choice = (rule: string, more: Partial<ControlChoice> = {}): ControlChoice => ({
  ...{ level: 'MUST', parameters: defaultParameters(rule) },
  ...more,
})
const asks = (rules: readonly string[], more: Partial<ControlChoice> = {}): Profile => ({
  ...builtIn,
  controls: Object.fromEntries(rules.map((rule) => [rule, choice(rule, more)])),
})

const code = (more: Partial<SignedStanding> = {}): SignedStanding => ({
  ...{ title: 'Code of conduct', rules: ['G03', 'M14'], signed: null, before: false, asked: null },
  ...more,
})
const sent = (dueIn: number, graceIn = dueIn + 14) =>
  ({ state: 'sent', dueAt: inDays(dueIn), graceUntil: inDays(graceIn) }) as const
const signedOn = (days: number, until: number | null = null) => ({
  ...{ at: inDays(days), until: until === null ? null : inDays(until) },
})
const jo = (...standings: SignedStanding[]): SignedPerson => ({
  ...{ close: true, drills: true, standings, words: [], exempt: new Map() },
})
const found = (person: SignedPerson, rule: string, profile = asks([...signedRules])) =>
  judgeSigned(profile, person, now).find((each) => each.rule === rule)

describe('a rule that people sign, for one of them', () => {
  test('is met by who signed, with when and no name, until it is to be signed anew', () => {
    expect(found(jo(code({ signed: signedOn(-3, 362) })), 'G03')).toEqual({
      ...{ rule: 'G03', level: 'MUST', result: 'met', reason: null, proof: 'signed' },
      because: 'They agreed to “Code of conduct” on 22 November 2026.',
      ...{ until: inDays(362), changesAt: inDays(362) },
    })
    expect(found(jo(code({ signed: signedOn(-3) })), 'G03')?.until).toBeNull()
  })

  test('is not known while there is time, and not met from the moment its grace is over', () => {
    const waits = found(jo(code({ asked: sent(2) })), 'M14')
    expect(waits).toMatchObject({ result: 'could_not_check', reason: 'not_signed_yet' })
    expect(waits?.changesAt).toEqual(inDays(16))
    expect(found(jo(code({ asked: sent(-14, 0) })), 'M14')).toMatchObject({
      ...{ result: 'not_met', proof: 'signed' },
      because: '“Code of conduct” is not signed. It was due by 11 November 2026.',
    })
    const justInTime = { ...sent(-14), graceUntil: new Date(now.getTime() + 1) }
    expect(found(jo(code({ asked: justInTime })), 'M14')?.result).toBe('could_not_check')
  })

  test('is not met by who said no, and not known of who has not joined or was never asked', () => {
    const no = { ...sent(5), state: 'declined' } as const
    expect(found(jo(code({ asked: no })), 'G03')?.result).toBe('not_met')
    const away = { ...sent(-50), state: 'not_sent' } as const
    expect(found(jo(code({ asked: away })), 'G03')?.result).toBe('could_not_check')
    expect(found(jo(code()), 'G03')).toMatchObject({ reason: 'nobody_asked' })
  })

  test('stays met while what was signed counts, though it is asked again or said no to', () => {
    const again = { signed: signedOn(-350, 15), before: true }
    expect(found(jo(code({ ...again, asked: sent(15) })), 'G03')?.result).toBe('met')
    const no = { ...sent(15), state: 'declined' } as const
    expect(found(jo(code({ ...again, asked: no })), 'G03')?.result).toBe('met')
    const over = { signed: signedOn(-366, 0), before: true, asked: sent(0) }
    expect(found(jo(code(over)), 'G03')?.result).toBe('could_not_check')
  })

  test('that two policies answer takes both: the worse of them counts, and the sooner end', () => {
    const other = { title: 'Online safety' }
    const both = jo(code({ signed: signedOn(-3) }), code({ ...other, asked: sent(-20) }))
    expect(found(both, 'G03')?.because).toContain('“Online safety” is not signed')
    const ends = jo(
      code({ signed: signedOn(-3, 90) }),
      code({ ...other, signed: signedOn(-9, 40) }),
    )
    expect(found(ends, 'G03')).toMatchObject({ result: 'met', until: inDays(40) })
    // For whom only one of them is, the other one is nothing.
    expect(found(jo(code({ signed: signedOn(-3) }), code(other)), 'G03')?.result).toBe('met')
  })

  test('is nobody’s who is not close to children and not asked, and the drill is for who coaches online', () => {
    const treasurer = { ...jo(code()), close: false, drills: false }
    expect(judgeSigned(asks([...signedRules]), treasurer, now)).toEqual([])
    const drill = code({ title: 'The yearly drill', rules: ['M19'] })
    expect(found({ ...jo(drill), drills: false }, 'M19')).toBeUndefined()
    expect(found(jo(drill), 'M19')?.result).toBe('could_not_check')
  })

  test('that their own word stands for is stated until it lapses, and no word mends what is late', () => {
    const word = { rule: 'M14', by: 'Jo Coach', at: inDays(-1), until: inDays(9), verifiedBy: null }
    const said = { ...jo(code()), words: [word] }
    expect(found(said, 'M14')).toMatchObject({ result: 'met', proof: 'stated', until: inDays(9) })
    const looked = { ...said, words: [{ ...word, verifiedBy: 'Wendy' }] }
    expect(found(looked, 'M14')).toMatchObject({
      proof: 'verified',
      because: 'They said so on 24 November 2026. Somebody else has looked at it, too.',
    })
    const late = { ...jo(code({ asked: sent(-20) })), words: [word] }
    expect(found(late, 'M14')?.result).toBe('not_met')
    expect(found({ ...said, words: [{ ...word, until: now }] }, 'M14')?.result).not.toBe('met')
  })

  test('that is announced is not broken before its day, and is from it on', () => {
    const late = jo(code({ asked: sent(-20) }))
    const from = (countsFrom: string) => found(late, 'G03', asks(['G03'], { countsFrom }))
    expect(from('2026-11-26')).toMatchObject({ result: 'not_applicable' })
    expect(from('2026-11-26')?.because).toContain('The rule counts from 26 November 2026.')
    expect(from('2026-11-25')?.result).toBe('not_met')
  })

  test('that does not apply here says by whom and why', () => {
    const exempt = new Map([['G03', 'Wendy said: adults only.']])
    expect(found({ ...jo(code({ asked: sent(-20) })), exempt }, 'G03')).toMatchObject({
      ...{ result: 'not_applicable', because: 'Wendy said: adults only.' },
    })
  })

  test('about signing again looks only at what they agreed to before', () => {
    expect(found(jo(code({ asked: sent(-20) })), 'G07')).toBeUndefined()
    expect(found(jo(code({ before: true, asked: sent(-20) })), 'G07')?.result).toBe('not_met')
    expect(found(jo(code({ before: true, signed: signedOn(-3) })), 'G07')?.result).toBe('met')
  })
})

const club = (more: Partial<SignedClub> = {}): SignedClub => ({
  ...{ answers: new Map(), words: new Map(), drilling: false, ofPeople: new Set() },
  exempt: new Map(),
  ...more,
})
const ofClub = (rule: string, of: SignedClub, more: Partial<ControlChoice> = {}) =>
  judgeClub(asks([rule], more), of, now)[0]

describe('a rule that the club answers', () => {
  const answer = { title: 'Safeguarding', by: 'Wendy', since: inDays(-30) }

  test('is met by a policy that it adopted, and by its own word until that lapses', () => {
    expect(ofClub('G01', club({ answers: new Map([['G01', answer]]) }))).toMatchObject({
      ...{ result: 'met', proof: 'signed' },
      because: 'By Wendy, the club goes by “Safeguarding” since 26 October 2026.',
    })
    const word = { by: 'Wendy', at: inDays(-9), until: inDays(9), verifiedBy: null }
    expect(ofClub('M17', club({ words: new Map([['M17', word]]) }))?.result).toBe('met')
    const over = { ...word, until: now }
    expect(ofClub('M17', club({ words: new Map([['M17', over]]) }))?.result).toBe('could_not_check')
  })

  test('is not met without a policy where nothing else counts, and not known where a word would do', () => {
    expect(ofClub('G03', club())).toMatchObject({ result: 'not_met' })
    expect(ofClub('M19', club())).toMatchObject({ result: 'not_met' })
    const statement = { lasts_days: 90 }
    expect(ofClub('G03', club(), { statement })).toMatchObject({ reason: 'not_stated' })
    expect(ofClub('G03', club(), { countsFrom: '2027-03-01' })?.result).toBe('not_applicable')
  })

  test('is left to its people once any of them answers for themselves, and never met by a policy alone', () => {
    const answers = new Map([['G03', answer]])
    expect(ofClub('G03', club({ answers }))).toMatchObject({ reason: 'nobody_asked' })
    expect(ofClub('G03', club({ answers, ofPeople: new Set(['G03']) }))).toBeUndefined()
  })

  test('covers each rule that people say, but for the papers of people', () => {
    const rules = saidRuleIds.filter(isSignedOrStated)
    expect(saidRuleIds.filter((each) => !rules.includes(each)).toSorted()).toEqual(
      ['P01', 'P02', 'P03', 'P04', 'P05', 'P06', 'P07', 'P08', 'P10', 'P11', 'P12'].toSorted(),
    )
    const judged = judgeClub(asks(rules), club(), now).map(({ rule }) => rule)
    expect(judged.toSorted()).toEqual(rules.toSorted())
  })
})

describe('whatever is known of a person', () => {
  const standing = fc.record({
    title: fc.constantFrom('One', 'Two'),
    rules: fc.subarray([...signedRules]),
    before: fc.boolean(),
    signed: fc.option(
      fc.record({
        at: fc.integer({ min: -900, max: 0 }).map(inDays),
        until: fc.option(fc.integer({ min: -900, max: 900 }).map(inDays)),
      }),
    ),
    asked: fc.option(
      fc.record({
        state: fc.constantFrom('not_sent', 'sent', 'opened', 'declined'),
        dueAt: fc.integer({ min: -90, max: 90 }).map(inDays),
        graceUntil: fc.integer({ min: -90, max: 90 }).map(inDays),
      }),
    ),
  })
  const person = fc.record({
    ...{ close: fc.boolean(), drills: fc.boolean(), words: fc.constant([]) },
    standings: fc.array(standing, { maxLength: 4 }),
    exempt: fc.constant(new Map<string, string>()),
  })

  test('what is absent never passes: a rule is met only where somebody signed what counts now', () => {
    fc.assert(
      fc.property(person, (who) => {
        const counts = who.standings.filter(({ signed: by }) => by && (!by.until || by.until > now))
        for (const each of judgeSigned(asks([...signedRules]), who, now)) {
          if (each.result !== 'met') continue
          const answering = counts.filter(
            ({ rules }) => each.rule === 'G07' || rules.includes(each.rule),
          )
          expect(answering.length).toBeGreaterThan(0)
        }
      }),
    )
  })

  test('nothing that is overdue or refused, and not signed, is hidden by anything else', () => {
    fc.assert(
      fc.property(person, (who) => {
        const late = who.standings.filter(
          ({ signed: by, asked }) =>
            !(by && (!by.until || by.until > now)) &&
            asked !== null &&
            asked.state !== 'not_sent' &&
            (asked.state === 'declined' || asked.graceUntil <= now),
        )
        const said = new Map(
          judgeSigned(asks([...signedRules]), who, now).map((each) => [each.rule, each.result]),
        )
        for (const rule of late.flatMap(({ rules }) => rules).filter((each) => each !== 'G07')) {
          expect(said.get(rule)).toBe('not_met')
        }
      }),
    )
  })
})
