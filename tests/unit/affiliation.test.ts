import { describe, expect, test } from 'vitest'
import {
  affiliationChecklist,
  checklistHeadline,
  turnWords,
  type Checklist,
} from '#lib/core/affiliation/checklist'
import type { ClubFacts, KnownResult } from '#lib/core/affiliation/facts'
import type { ControlChoice } from '#lib/core/profiles/profile'
import { profileRuleIds, type ProfileRuleId } from '#lib/core/rules/rule-ids'

const now = new Date('2027-03-01T20:00:00Z')
const before = new Date('2027-02-01T10:00:00Z')

const must: ControlChoice = { level: 'MUST', parameters: {} }
const should: ControlChoice = { level: 'SHOULD', parameters: {} }

const asking = (controls: { [id in ProfileRuleId]?: ControlChoice }) => ({
  ...{ id: 'ours', version: 1, name: 'Ours', controls },
})

/** A club with three people, of whom one coaches online and is checked. */
const club = (differs: Partial<ClubFacts> = {}): ClubFacts => ({
  ...{ slug: 'hartley', clubId: 'c', now, profile: asking({}), results: [], said: [] },
  ...{ policies: new Map(), exempt: new Map(), people: 3, online: 1, notKnown: [] },
  ...{ toAdopt: [], signOffs: { asked: 0, overdue: 0, declined: 0, waiting: 0 } },
  ...differs,
})

const result = (differs: Partial<KnownResult> = {}): KnownResult => ({
  ...{ control: 'Z02', subjectKind: 'user', coach: { coachId: 'sam', name: 'Sam Okafor' } },
  ...{ result: 'met', reason: null, proof: 'checked', until: null, since: before },
  ...{ checkedAt: now, accepted: false, byClub: false },
  ...differs,
})

const jo = { coachId: 'jo', name: 'Jo Penrose' }

const all = (list: Checklist) => Object.values(list).flat()
const lineOf = (facts: ClubFacts, key: string) => {
  const found = all(affiliationChecklist(facts)).filter((line) => line.key === key)
  expect(found.length).toBe(1)
  return found[0]
}
const where = (facts: ClubFacts, key: string) => {
  const groups = Object.entries(affiliationChecklist(facts))
  return groups.filter(([, lines]) => lines.some((line) => line.key === key)).map(([name]) => name)
}

describe('a rule that was judged', () => {
  const asks = asking({ Z02: must })

  test('is in order where it is so for everybody', () => {
    const facts = club({ profile: asks, results: [result(), result({ coach: jo })] })
    expect(where(facts, 'Z02')).toEqual(['inOrder'])
    expect(lineOf(facts, 'Z02')).toMatchObject({
      ...{ face: 'met', words: 'So for all 2.', turn: 'nobody', who: null, proof: 'checked' },
    })
  })

  test.each([
    ['not_met', 'Not so for Sam Okafor. So for 1 of 2.'],
    ['could_not_check', 'Not known for Sam Okafor. So for 1 of 2.'],
  ] as const)('blocks where it is %s for one', (is, words) => {
    const facts = club({ profile: asks, results: [result({ result: is }), result({ coach: jo })] })
    expect(where(facts, 'Z02')).toEqual(['blocks'])
    expect(lineOf(facts, 'Z02')).toMatchObject({ face: is, words, turn: 'others', since: before })
  })

  test('blocks once its check is too long ago', () => {
    const old = new Date(now.getTime() - 37 * 60 * 60_000)
    const facts = club({ profile: asks, results: [result({ checkedAt: old })] })
    expect(where(facts, 'Z02')).toEqual(['blocks'])
    expect(lineOf(facts, 'Z02')).toMatchObject({ face: 'out_of_date', lookedAt: old })
  })

  test('is advice where it is only better so', () => {
    const bad = [result({ result: 'not_met' })]
    expect(where(club({ profile: asking({ Z02: should }), results: bad }), 'Z02')).toEqual([
      'advice',
    ])
  })

  test('blocks no more while its risk is accepted, and says so', () => {
    const facts = club({
      profile: asks,
      results: [result({ result: 'not_met', accepted: true })],
    })
    expect(where(facts, 'Z02')).toEqual(['inOrder'])
    expect(lineOf(facts, 'Z02')?.words).toBe('Its risk is accepted for Sam Okafor.')
  })

  test('counts by somebody’s word until its day, and not a moment longer', () => {
    const word = { result: 'could_not_check', reason: 'not_readable', proof: 'stated' } as const
    const until = (at: Date) => club({ profile: asks, results: [result({ ...word, until: at })] })
    expect(lineOf(until(new Date(now.getTime() + 1)), 'Z02')?.face).toBe('stated')
    expect(where(until(now), 'Z02')).toEqual(['blocks'])
  })

  test('is the club’s turn where somebody of it can mend one of them', () => {
    const facts = club({
      profile: asks,
      results: [
        result({ result: 'not_met' }),
        result({ result: 'not_met', coach: null, subjectKind: 'account', byClub: true }),
      ],
    })
    expect(lineOf(facts, 'Z02')).toMatchObject({
      ...{ turn: 'you', words: 'Not so for Sam Okafor and the club itself.' },
      who: 'The administrator of the club’s Zoom account, and the coaches',
      href: '/hartley/findings?control=Z02',
    })
  })

  test('names four, and counts the others', () => {
    const names = ['Ann', 'Ben', 'Cy', 'Di', 'Ed', 'Flo']
    const results = names.map((name) =>
      result({ result: 'not_met', coach: { coachId: name, name } }),
    )
    expect(lineOf(club({ profile: asks, results }), 'Z02')?.words).toBe(
      'Not so for Ann, Ben, Cy, Di and 2 more.',
    )
  })

  test('of one person’s paper leads to that person; to be verified, to the queue', () => {
    const paper = { control: 'P01', subjectKind: 'coach', proof: 'stated' } as const
    const of = (differs: Partial<KnownResult>) =>
      club({ profile: asking({ P01: must }), results: [result({ ...paper, ...differs })] })
    expect(lineOf(of({ result: 'not_met' }), 'P01')?.href).toBe('/hartley/coaches/sam')
    expect(lineOf(of({ result: 'could_not_check', byClub: true }), 'P01')).toMatchObject({
      ...{ href: '/hartley/coaches/verify', turn: 'you' },
      who: 'A second person at the club, by looking at it',
    })
  })

  test('of a paper ends on its day, whenever it was last looked at', () => {
    const paper = { control: 'P01', subjectKind: 'coach', checkedAt: before } as const
    const of = (until: Date) =>
      club({ profile: asking({ P01: must }), results: [result({ ...paper, until })] })
    expect(lineOf(of(new Date(now.getTime() + 1)), 'P01')?.face).toBe('met')
    expect(lineOf(of(now), 'P01')?.face).toBe('out_of_date')
  })
})

describe('a rule that was judged of nobody', () => {
  const asks = asking({ Z02: must })

  test('waits while somebody’s Zoom is not known, which blocks by itself', () => {
    const notKnown = [{ ...jo, words: 'Zoom not connected' }]
    const facts = club({ profile: asks, notKnown })
    expect(where(facts, 'Z02')).toEqual(['waits'])
    expect(lineOf(facts, 'zoom')).toMatchObject({
      ...{ face: 'could_not_check', turn: 'others' },
      words: 'Not known for 1 of 1: Jo Penrose (Zoom not connected).',
    })
    expect(where(facts, 'zoom')).toEqual(['blocks'])
  })

  test('does not apply where nobody coaches online', () => {
    const facts = club({ profile: asks, online: 0 })
    expect(where(facts, 'Z02')).toEqual(['notApplicable'])
  })

  test('about officers blocks', () => {
    expect(where(club({ profile: asking({ P12: must }) }), 'P12')).toEqual(['blocks'])
  })

  test('that nothing here can show is neither in order nor in the way', () => {
    const facts = club({ profile: asking({ P09: must }) })
    expect(where(facts, 'P09')).toEqual(['elsewhere'])
    expect(lineOf(facts, 'P09')?.face).toBe('not_checked')
  })

  test('does not apply where the club is exempt, with who said so', () => {
    const exempt = new Map([['Z02', 'Adults only: Robin Hart said so, Ines Moreau agreed.']])
    const facts = club({ profile: asks, exempt, results: [result({ result: 'not_met' })] })
    expect(where(facts, 'Z02')).toEqual(['notApplicable'])
    expect(lineOf(facts, 'Z02')?.words).toContain('Robin Hart said so')
  })
})

describe('a rule that the club states', () => {
  const profile = asking({ G01: must })
  const said = (state: 'not_stated' | 'stated' | 'verified' | 'lapsed' | 'not_taken') => ({
    ...{ rule: 'G01', state, by: 'Robin Hart', at: before, until: before },
  })

  test.each(['not_stated', 'lapsed', 'not_taken'] as const)('blocks where %s', (state) => {
    const facts = club({ profile, said: [said(state)] })
    expect(where(facts, 'G01')).toEqual(['blocks'])
    expect(lineOf(facts, 'G01')).toMatchObject({ turn: 'you', linkWords: 'State it' })
  })

  test.each(['stated', 'verified'] as const)('is in order where %s, and says how', (state) => {
    const facts = club({ profile, said: [said(state)] })
    expect(where(facts, 'G01')).toEqual(['inOrder'])
    expect(lineOf(facts, 'G01')).toMatchObject({ proof: state, face: 'stated', since: before })
  })
})

describe('a rule that a policy answers', () => {
  const profile = asking({ G05: must })
  const by = (agreed: { people: number; of: number } | null) =>
    club({
      profile,
      policies: new Map([['G05', { policyId: 'p', title: 'Messages', since: before, agreed }]]),
    })

  test('blocks without one, and it is the club’s turn', () => {
    expect(where(club({ profile }), 'G05')).toEqual(['blocks'])
    expect(lineOf(club({ profile }), 'G05')).toMatchObject({ turn: 'you', proof: null })
  })

  test.each([
    [{ people: 2, of: 3 }, 'blocks', 'others'],
    [{ people: 0, of: 0 }, 'blocks', 'you'],
    [{ people: 3, of: 3 }, 'inOrder', 'nobody'],
    [null, 'inOrder', 'nobody'],
  ] as const)('with %o agreed: %s', (agreed, group, turn) => {
    expect(where(by(agreed), 'G05')).toEqual([group])
    expect(lineOf(by(agreed), 'G05')).toMatchObject({ turn, proof: 'signed' })
  })
})

describe('what stands above single rules', () => {
  const signed = (differs: object) =>
    club({ signOffs: { asked: 4, overdue: 0, declined: 0, waiting: 0, ...differs } })

  test.each([
    [{ overdue: 1 }, 'blocks', 'others'],
    [{ declined: 1 }, 'blocks', 'you'],
    [{ waiting: 2 }, 'inOrder', 'nobody'],
    [{}, 'inOrder', 'nobody'],
  ] as const)('sign-offs with %o: %s', (differs, group, turn) => {
    expect(where(signed(differs), 'sign_offs')).toEqual([group])
    expect(lineOf(signed(differs), 'sign_offs')?.turn).toBe(turn)
  })

  test('sign-offs stand once where the rules ask for them by name', () => {
    const facts = { ...signed({ overdue: 1 }), profile: asking({ G07: must }) }
    expect(where(facts, 'sign_offs')).toEqual([])
    expect(where(facts, 'G07')).toEqual(['blocks'])
  })

  test('a policy from above without the club’s yes blocks', () => {
    const facts = club({ toAdopt: [{ policyId: 'p', title: 'Online safety' }] })
    expect(lineOf(facts, 'adoptions')).toMatchObject({
      ...{ turn: 'you', href: '/hartley/policies/p/adopt' },
    })
  })

  test('an empty register blocks, and nothing is in order for it', () => {
    const facts = club({ people: 0, online: 0, profile: asking({ P01: must }) })
    expect(where(facts, 'register')).toEqual(['blocks'])
    expect(affiliationChecklist(facts).inOrder).toEqual([])
  })
})

describe('the whole of it', () => {
  test('has each rule that is asked for once, and no other', () => {
    const profile = asking(Object.fromEntries(profileRuleIds.map((id) => [id, must])))
    for (const facts of [club({ profile }), club({ profile, people: 0, online: 0 })]) {
      const rules = all(affiliationChecklist(facts)).flatMap(({ rule }) => rule ?? [])
      expect(rules.toSorted()).toEqual([...profileRuleIds].toSorted())
    }
  })

  test('has the worst first, and of the same what is the club’s turn', () => {
    const profile = asking({ Z02: must, Z03: must, Z04: must, G01: must })
    const list = affiliationChecklist(
      club({
        profile,
        results: [
          result({ result: 'could_not_check' }),
          result({ control: 'Z03', result: 'not_met' }),
          result({ control: 'Z04', result: 'not_met', byClub: true }),
        ],
        said: [{ rule: 'G01', state: 'not_stated', by: null, at: null, until: null }],
      }),
    )
    expect(list.blocks.map(({ key }) => key)).toEqual(['Z04', 'Z03', 'Z02', 'G01'])
    expect(turnWords(list.blocks)).toBe('2 need you, 2 wait for others')
    expect(checklistHeadline(list)).toBe('4 things block your affiliation')
  })

  test('says that nothing blocks only where nothing does', () => {
    expect(checklistHeadline(affiliationChecklist(club()))).toBe('Nothing blocks your affiliation')
    const one = club({ toAdopt: [{ policyId: 'p', title: 'Online safety' }] })
    expect(checklistHeadline(affiliationChecklist(one))).toBe('1 thing blocks your affiliation')
  })

  test('counts what a derived rule finds wrong in the lines of the others only', () => {
    const profile = asking({ M01: must, Z02: must })
    const bad = [result({ result: 'not_met' }), result({ control: 'M01', result: 'not_met' })]
    const facts = club({ profile, results: bad })
    expect(affiliationChecklist(facts).blocks.map(({ key }) => key)).toEqual(['Z02'])
    expect(where(facts, 'M01')).toEqual(['waits'])
  })
})
