import { describe, expect, it } from 'vitest'
import { ruleById } from '#lib/core/rules/catalogue'
import { chaseAgainAt, whyNotChase } from '#lib/core/sign-offs/chase'
import { beforeSession, checklistOf, drill, textOfChecklist } from '#lib/core/sign-offs/checklists'
import { drillPlan } from '#lib/core/sign-offs/drill-plan'
import { loginMethod, receiptCode } from '#lib/core/sign-offs/origin'
import type { Askable } from '#lib/core/sign-offs/plan'
import { teamsOf } from '#lib/core/sign-offs/teams-of'
import { acknowledgement, signOffFaces, signOffMeanings } from '#lib/core/sign-offs/words'
import { toDoList } from '#lib/core/to-do'
import { readingAge } from '../support/reading-age'

const now = new Date('2026-11-25T18:00:00Z')
const inDays = (days: number) => new Date(now.getTime() + days * 24 * 60 * 60 * 1000)

const jo: Askable = {
  ...{ coachId: 'jo', roles: ['coach'], teams: ['Under 12s'], tags: [], joinedAt: inDays(-400) },
}
const treasurer: Askable = {
  ...{ coachId: 'tom', roles: ['treasurer'], teams: [], tags: ['Committee'], joinedAt: null },
}

describe('a register’s teams', () => {
  it('are read as a club types them', () => {
    expect(teamsOf('Under 12s, Juniors;  Seniors ,')).toEqual(['Under 12s', 'Juniors', 'Seniors'])
    expect(teamsOf('')).toEqual([])
  })
})

describe('reminding', () => {
  const term = { state: 'sent' as const, dueAt: inDays(-20), graceUntil: inDays(-6) }

  it('is for who waits, and once in seven days', () => {
    expect(whyNotChase({ ...term, chasedAt: null }, now)).toBeNull()
    expect(whyNotChase({ ...term, chasedAt: inDays(-6.9) }, now)).toBe('chased_lately')
    expect(whyNotChase({ ...term, chasedAt: inDays(-7) }, now)).toBeNull()
    expect(chaseAgainAt(inDays(-5), now)).toEqual(inDays(2))
  })

  it('is not for who has answered, has not joined, or is asked no more', () => {
    for (const state of ['acknowledged', 'declined', 'superseded', 'withdrawn'] as const) {
      expect(whyNotChase({ ...term, state, chasedAt: null }, now)).toBe('not_waiting')
    }
    expect(whyNotChase({ ...term, state: 'not_sent', chasedAt: null }, now)).toBe('not_sent')
  })
})

describe('the drill', () => {
  const signedAt = (endedAt: Date) => ({
    ...{ id: 'd1', coachId: 'jo', state: 'acknowledged' as const, endedAt },
  })

  it('is asked of nobody until somebody begins it, then of everybody once', () => {
    expect(drillPlan([jo], [], now).ask).toEqual([])
    expect(drillPlan([jo, treasurer], [], now, { begin: true }).ask).toMatchObject([
      { coachId: 'jo', words: 'drill', policyId: null, sent: true },
      { coachId: 'tom', words: 'drill', sent: false },
    ])
    const open = { ...signedAt(now), state: 'opened' as const, endedAt: null }
    expect(drillPlan([jo], [open], now, { begin: true }).ask).toEqual([])
  })

  it('comes back when its year is over, and not a moment before', () => {
    const done = signedAt(inDays(-365))
    expect(drillPlan([jo], [done], new Date(now.getTime() - 1)).ask).toEqual([])
    expect(drillPlan([jo], [done], now).ask).toHaveLength(1)
  })

  it('is taken back from who left, sent to who joined, and asked of who is new', () => {
    const open = { ...signedAt(now), state: 'not_sent' as const, endedAt: null }
    expect(drillPlan([], [open], now).withdraw).toEqual(['d1'])
    expect(drillPlan([jo], [open], now).send.map(({ requestId }) => requestId)).toEqual(['d1'])
    expect(drillPlan([{ ...jo, coachId: 'new' }, jo], [open], now).ask).toMatchObject([
      { coachId: 'new' },
    ])
  })
})

describe('the product’s own words', () => {
  it('are in plain English, name rules that there are, and are found by their name', () => {
    for (const checklist of [drill, beforeSession]) {
      expect(readingAge(textOfChecklist(checklist))).toBeLessThanOrEqual(12)
      expect(checklistOf(checklist.words)).toBe(checklist)
      for (const { rule, text } of checklist.items) {
        expect(ruleById(rule)?.id).toBe(rule)
        expect(textOfChecklist(checklist)).toContain(text)
      }
    }
    expect(drill.items).toHaveLength(4)
    expect(checklistOf('toString')).toBeUndefined()
    expect(checklistOf(null)).toBeUndefined()
  })

  it('say for each state what it is and what it means; only a yes looks like one', () => {
    for (const [state, { face, word }] of Object.entries(signOffFaces)) {
      expect(face === 'met').toBe(state === 'acknowledged')
      expect(word).toMatch(/^[A-Z]/)
    }
    expect(Object.keys(signOffMeanings)).toEqual(Object.keys(signOffFaces))
    expect(acknowledgement('Code', 3).text).toContain('“Code”, version 3')
    expect(receiptCode('3f2a91bc0d4e5566')).toBe('3F2A 91BC 0D4E')
    expect(loginMethod(now)).toBe('code or link by e-mail, signed in at 2026-11-25T18:00:00.000Z')
  })
})

describe('what a person has to do', () => {
  it('has what each club asks them to sign, counted and by its day', () => {
    const thing = (requestId: string, days: number, kind: 'policy' | 'drill' = 'policy') => ({
      ...{ requestId, kind, title: 'Code', version: 1, state: 'sent' as const },
      dueAt: inDays(days),
    })
    const status = { state: 'up_to_date' as const, face: 'met' as const, words: 'Up to date' }
    const none = { status, open: [], sessions: [] }
    const list = toDoList(
      [],
      [
        {
          name: 'Hartley',
          slug: 'hartley',
          ...none,
          toSign: [thing('a', 9), thing('b', 1, 'drill')],
        },
        { name: 'Elmfield', slug: 'elmfield', ...none, toSign: [thing('c', 3)] },
      ],
    )
    expect(list.toSign.map(({ requestId, club }) => [requestId, club])).toEqual([
      ['b', 'Hartley'],
      ['c', 'Elmfield'],
      ['a', 'Hartley'],
    ])
    // With Zoom to connect: one more thing, and two minutes.
    expect(list).toMatchObject({ left: 4, minutes: 2 + 3 + 3 + 10 })
  })
})
