import { describe, expect, test } from 'vitest'
import type { Caused } from '#lib/core/group-findings'
import { toDoList, type OwnFinding, type OwnStanding } from '#lib/core/to-do'

/** What has one cause is one thing to do; what was accepted is none. */

const now = new Date('2026-11-25T18:00:00Z')
const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000)

const caused = (differs: Partial<Caused> = {}): Caused => ({
  ...{ control: 'Z02', level: 'MUST', subjectKind: 'meeting', accountId: 'own' },
  ...{ viaAccountId: null, accepted: false, ...differs },
})
const finding = (findingId: string, differs: Partial<OwnFinding> = {}): OwnFinding => ({
  ...{ findingId, control: 'Z02', level: 'MUST', headline: 'Anyone can walk in' },
  ...{ session: null, openedAt: now, lastSeenAt: now, ...differs },
})
const inSession = (findingId: string, sessionId: string, cause?: Caused) =>
  finding(findingId, {
    session: { sessionId, topic: sessionId },
    ...(cause && { caused: cause }),
  })
const list = (open: OwnFinding[], starts: Record<string, Date | null> = {}) => {
  const standing: OwnStanding = {
    ...{ name: 'Hartley', slug: 'hartley', open },
    status: { state: 'to_mend', face: 'not_met', words: '' },
    sessions: Object.entries(starts).map(([sessionId, startsAt]) => ({ sessionId, startsAt })),
  }
  return toDoList([], [standing])
}
const shown = (all: ReturnType<typeof list>['must']) =>
  all.map(({ finding: { findingId }, alsoIn, startsAt }) => [
    findingId,
    alsoIn.map((each) => each.finding.findingId),
    startsAt,
  ])

describe('what there is to mend', () => {
  test('is nothing that was accepted as a risk', () => {
    const open = [
      finding('a', { caused: caused({ accepted: true }) }),
      finding('b', { control: 'Z04' }),
    ]
    expect(shown(list(open).must)).toEqual([['b', [], null]])
    expect(list(open).left).toBe(2)
  })

  test('of one cause is one thing, before the first session that it is in', () => {
    const open = [
      inSession('late', 'two', caused()),
      inSession('soon', 'one', caused()),
      inSession('never', 'three', caused()),
    ]
    const { must } = list(open, { one: inDays(1), two: inDays(2), three: null })
    expect(shown(must)).toEqual([['soon', ['late', 'never'], inDays(1)]])
  })

  test('of which no cause is known is each for itself', () => {
    const open = [inSession('a', 'one'), inSession('b', 'two')]
    expect(shown(list(open, { one: inDays(1), two: inDays(2) }).must)).toEqual([
      ['a', [], inDays(1)],
      ['b', [], inDays(2)],
    ])
    expect(shown(list(open).must).map(([, , startsAt]) => startsAt)).toEqual([null, null])
  })

  test('twice in one club is two things', () => {
    expect(list([finding('a'), finding('b')]).must).toHaveLength(2)
  })
})
