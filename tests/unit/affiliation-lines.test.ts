import { expect, test } from 'vitest'
import { affiliationChecklist, turnWords } from '#lib/core/affiliation/checklist'
import type { ClubFacts, KnownResult, SaidFact } from '#lib/core/affiliation/facts'
import { faceOf } from '#lib/core/affiliation/from-results'
import type { ControlChoice } from '#lib/core/profiles/profile'
import type { ProfileRuleId } from '#lib/core/rules/rule-ids'

/**
 * The checklists of some clubs, line by line, in a file beside: whoever changes a word of them reads
 * what a club will get. `npx vitest -u` writes the file anew.
 */

const now = new Date('2027-03-01T20:00:00Z')
const day = (days: number) => new Date(now.getTime() + days * 86_400_000)
const must: ControlChoice = { level: 'MUST', parameters: {} }

const asking = (...rules: ProfileRuleId[]) => ({
  ...{ id: 'ours', version: 1, name: 'Ours' },
  controls: Object.fromEntries(rules.map((rule) => [rule, must])),
})

const club = (differs: Partial<ClubFacts> = {}): ClubFacts => ({
  ...{ slug: 'hartley', clubId: 'c', now, profile: asking(), results: [], said: [] },
  ...{ policies: new Map(), exempt: new Map(), people: 3, online: 1, notKnown: [] },
  ...{ toAdopt: [], signOffs: { asked: 0, overdue: 0, declined: 0, waiting: 0 } },
  ...differs,
})

const person = (name: string) => ({ coachId: name.toLowerCase(), name })
const result = (differs: Partial<KnownResult> = {}): KnownResult => ({
  ...{ control: 'Z02', subjectKind: 'user', coach: person('Sam'), result: 'met', reason: null },
  ...{ proof: 'checked', until: null, since: day(-9), checkedAt: now },
  ...{ accepted: false, byClub: false },
  ...differs,
})

const judged = (...results: Partial<KnownResult>[]) =>
  club({ profile: asking('Z02'), results: results.map(result) })
const bad = { result: 'not_met' } as const
const unknown = { result: 'could_not_check' } as const
const paper = { control: 'P01', subjectKind: 'coach', proof: 'stated' } as const
const papers = (...results: Partial<KnownResult>[]) =>
  club({ profile: asking('P01'), results: results.map((each) => result({ ...paper, ...each })) })
const said = (differs: Partial<SaidFact>) =>
  club({
    profile: asking('G01'),
    said: [
      { rule: 'G02', state: 'stated', by: 'Another', at: day(-1), until: null },
      { rule: 'G01', state: 'stated', by: 'Robin', at: day(-3), until: day(3), ...differs },
    ],
  })
const policy = (agreed: { people: number; of: number } | null) =>
  club({
    profile: asking('G05'),
    policies: new Map([['G05', { policyId: 'p', title: 'Messages', since: day(-5), agreed }]]),
  })
const asked = (differs: Partial<ClubFacts['signOffs']>, ...rules: ProfileRuleId[]) =>
  club({
    profile: asking(...rules),
    signOffs: { asked: 4, overdue: 0, declined: 0, waiting: 0, ...differs },
  })
const notKnown = (...names: string[]) =>
  names.map((name) => ({ ...person(name), words: 'not sorted' }))
const adopt = (...titles: string[]) =>
  club({ toAdopt: titles.map((title) => ({ policyId: title.toLowerCase(), title })) })

const clubs: readonly [string, ClubFacts][] = [
  ['with nobody', club({ people: 0, online: 0, profile: asking('P01', 'P12', 'Z02') })],
  ['with nobody online', club({ online: 0, profile: asking('P01', 'P12', 'Z02') })],
  ['with one coach online', club({ profile: asking('P01', 'P12', 'Z02') })],
  ['with three coaches online', club({ online: 3 })],
  ['with one not known', club({ online: 3, notKnown: notKnown('Ann'), profile: asking('Z02') })],
  ['with four not known', club({ online: 6, notKnown: notKnown('Ann', 'Ben', 'Cy', 'Di') })],
  ['with five not known', club({ online: 6, notKnown: notKnown('Ann', 'Ben', 'Cy', 'Di', 'Ed') })],
  ['with one policy to adopt', adopt('Conduct')],
  ['with two policies to adopt', adopt('Conduct', 'Messages')],
  ['who asked nobody', asked({ asked: 0 })],
  ['who asked nobody, and has to', asked({ asked: 0 }, 'G07')],
  ['with all answers', asked({})],
  ['with answers in time', asked({ waiting: 2 })],
  ['with one answer overdue', asked({ overdue: 1, declined: 1 })],
  ['with two answers overdue', asked({ overdue: 2 }, 'G07')],
  ['with one no', asked({ declined: 1, waiting: 1 })],
  ['with two noes', asked({ declined: 2 })],
  ['where it is so for one', judged({})],
  ['where it is so for two', judged({}, { coach: person('Jo'), since: day(-20) })],
  ['where it applies to nobody', judged({ result: 'not_applicable' })],
  ['where it applies to one of two', judged({ result: 'not_applicable' }, { coach: person('Jo') })],
  ['where it is not so for one', judged(bad, { coach: person('Jo'), since: day(-20) })],
  [
    'where it is not so for two',
    judged({ ...bad, since: day(-2) }, { ...bad, coach: person('Al') }),
  ],
  ['where it is not known for one', judged(unknown, { coach: person('Jo') })],
  ['where it is not known for two', judged(unknown, { ...unknown, coach: person('Jo') })],
  ['where it is late for one', judged({ checkedAt: day(-3) }, { coach: person('Jo') })],
  [
    'where it is all of these',
    judged(
      bad,
      { ...unknown, coach: person('Jo') },
      {
        ...{ coach: person('Al'), checkedAt: day(-9) },
      },
    ),
  ],
  ['where a risk is accepted', judged({ ...bad, accepted: true }, { coach: person('Jo') })],
  [
    'where five are not so',
    judged(
      ...['E', 'D', 'C', 'B', 'A'].map((name) => ({
        ...{ ...bad, coach: person(name), byClub: name === 'C' },
      })),
    ),
  ],
  [
    'of whose own account it is not known',
    judged({ ...unknown, coach: null, subjectKind: 'account' }),
  ],
  ['with a paper missing', papers(bad)],
  ['with papers missing of two', papers(bad, { ...bad, coach: person('Jo') })],
  ['with a paper to verify', papers(unknown)],
  ['with a paper to verify, and one missing', papers(unknown, bad)],
  ['with a paper that ends', papers({ until: day(1), proof: 'verified' })],
  ['with a paper that ended', papers({ until: day(-1) })],
  [
    'which misses something itself',
    club({
      profile: asking('P12'),
      results: [result({ ...bad, control: 'P12', subjectKind: 'club', coach: null })],
    }),
  ],
  ['which stated it', said({})],
  ['which stated it, nobody knows who, for ever', said({ by: null, until: null })],
  ['which had it verified', said({ state: 'verified' })],
  ['which never stated it', said({ state: 'not_stated', by: null, at: null, until: null })],
  ['whose word lapsed', said({ state: 'lapsed', until: day(-1) })],
  ['whose word lapsed, nobody knows whose', said({ state: 'lapsed', by: null, until: day(-1) })],
  ['whose word is not taken', said({ state: 'not_taken', until: null })],
  ['with a policy', policy(null)],
  ['with a policy that nobody is asked for', policy({ people: 0, of: 0 })],
  ['with a policy that one of two agreed to', policy({ people: 1, of: 2 })],
  ['with a policy that all agreed to', policy({ people: 2, of: 2 })],
  ['without a policy', club({ profile: asking('G05', 'G07', 'P09', 'M01') })],
  ['which is exempt', club({ profile: asking('Z02'), exempt: new Map([['Z02', 'Adults only.']]) })],
  [
    'with what follows from the rest',
    club({
      profile: asking('M01', 'Z02'),
      results: [result(bad), result({ ...bad, control: 'M01' })],
    }),
  ],
  [
    'with what follows from the rest in order',
    club({ profile: asking('M01'), results: [result({ control: 'M01' })] }),
  ],
]

const dayOf = (at: Date | null) => at?.toISOString().slice(0, 10) ?? '-'
const textOf = (facts: ClubFacts) =>
  Object.entries(affiliationChecklist(facts)).flatMap(([group, lines]) =>
    lines.map((line) =>
      [
        `${group} ${line.level} ${line.key}${line.rule === null ? ` (${line.title})` : ''}: ${line.face}. ${line.words}`,
        `  by ${line.proof ?? 'nobody'}, since ${dayOf(line.since)}, looked at ${dayOf(line.lookedAt)}`,
        `  turn of ${line.turn}, ${line.who ?? 'nobody'}: ${line.linkWords} ${line.href}`,
      ].join('\n'),
    ),
  )

test('each line of a club’s checklist says what it said when somebody last read it', async () => {
  const texts = clubs.map(([name, facts]) => [`## A club ${name}`, ...textOf(facts)].join('\n'))
  await expect(`${texts.join('\n\n')}\n`).toMatchFileSnapshot('affiliation-lines.snapshot.txt')
})

test('whose turn it is is counted, one or more, and left out where there is none', () => {
  const of = (...turns: ('you' | 'others')[]) => turnWords(turns.map((turn) => ({ turn })))
  expect(of()).toBe('')
  expect(of('you')).toBe('1 needs you')
  expect(of('others')).toBe('1 waits for others')
  expect(of('you', 'others', 'you', 'others')).toBe('2 need you, 2 wait for others')
})

test('what was read of Zoom is believed for a day and a half, and a paper until its day', () => {
  const old = { checkedAt: day(-2) }
  expect(faceOf(result(old), now)).toBe('out_of_date')
  expect(faceOf(result({ ...old, result: 'not_applicable' }), now)).toBe('out_of_date')
  expect(faceOf(result({ ...old, ...bad }), now)).toBe('not_met')
  expect(faceOf(result({ ...old, ...unknown }), now)).toBe('could_not_check')
  for (const subjectKind of ['coach', 'club'] as const) {
    expect(faceOf(result({ ...old, subjectKind }), now)).toBe('met')
    expect(faceOf(result({ ...old, subjectKind, until: now }), now)).toBe('out_of_date')
  }
  expect(faceOf(result({ accepted: true }), now)).toBe('met')
})
