import { describe, expect, test } from 'vitest'
import { acceptanceEndReasons } from '#lib/core/acceptances/acceptance'
import {
  isNoticeKind,
  isNoticeRole,
  noticeFacts,
  noticeKinds,
  noticeRoles,
  type NoticeKind,
} from '#lib/core/notices/notice'
import { noticeWords } from '#lib/core/notices/words'

/**
 * Every mail that Touchline sends by itself, word for word, in a file beside: whoever changes one
 * reads what people will get. `npx vitest -u` writes the file anew.
 */

const now = new Date('2026-11-30T18:00:00Z')
const coach = { coach_id: 'sam', coach_name: 'Sam Okafor' }
const own = { is_own: true, subject_kind: 'user', subject: 'connection-1' }
const long = 'The Very Long Name of a Club That Nobody Fits into a Subject'
const until = '2027-01-01T00:00:00Z'

type Case = { subjectKind?: string; facts: object; club?: string }

const of = (...facts: object[]): Case[] => facts.map((each) => ({ facts: each }))

/** What each kind may have to say: every branch of its words. */
const cases: Readonly<Record<NoticeKind, readonly Case[]>> = {
  session_unsafe: of({ ...coach, starts_at: '2026-12-01T18:00:00Z', musts: 2 }, {}),
  session_unsafe_soon: of({ ...coach, starts_at: '2026-12-01T18:00:00Z', musts: 1 }),
  connection_ended: of({ ...coach, of: 'own' }, { ...coach, of: 'host' }, { of: 'account' }),
  link_posted: [
    { subjectKind: 'finding', facts: { ...coach, starts_at: '2026-12-01T18:00:00Z' } },
    { subjectKind: 'connection', facts: coach },
    { subjectKind: 'meeting', facts: coach },
    { subjectKind: 'other', facts: coach },
  ],
  mend_asked: [
    { facts: {} },
    { facts: { ...coach, asked_by: 'Robin', ...own, controls: ['Z02'] } },
    { facts: { ...coach, asked_by: long, ...own, controls: ['Z02', 'Z04'] } },
    { facts: { ...coach, ...own, is_own: false, controls: ['Z02'] } },
    { facts: { ...coach, ...own, controls: ['Z21'] } },
    {
      subjectKind: 'session',
      facts: { ...coach, ...own, subject_kind: 'meeting', starts_at: until, controls: ['Z02'] },
    },
  ],
  not_cleared: [
    { subjectKind: 'coach', facts: { asked_by: 'Robin', deputy: false, again: false } },
    { subjectKind: 'coach', facts: { asked_by: 'Robin', deputy: true, again: false } },
    { subjectKind: 'coach', facts: { again: true } },
  ],
  mended: [
    { facts: coach },
    { subjectKind: 'session', facts: { ...coach, starts_at: '2026-12-01T18:00:00Z' } },
  ],
  changed_for_coach: [
    { facts: { ...coach, names: [], sessions: 0 } },
    { facts: { ...coach, names: ['Waiting room', 'Passcode'], sessions: 0 } },
    { subjectKind: 'session', facts: { ...coach, names: ['Passcode'], sessions: 1 } },
    { facts: { ...coach, names: ['Passcode'], sessions: 3, is_put_back: true } },
  ],
  statement_lapses: of({ controls: ['Z22'], lapses_at: until }, { ...coach, controls: ['G01'] }),
  reminder: [
    { subjectKind: 'sign_off_request', facts: { ...coach, titles: ['Code'], due_at: until } },
    { subjectKind: 'sign_off_request', facts: { ...coach, titles: ['drill'], due_at: now } },
    { subjectKind: 'credential', facts: { ...coach, titles: ['first_aid'], due_at: until } },
    { subjectKind: 'credential', facts: { ...coach, titles: ['record_check'], due_at: now } },
    { subjectKind: 'credential', facts: { ...coach, titles: ['unknown'] } },
  ],
  acceptance_asked: of(
    {},
    { ...coach, club_name: long, controls: ['Z02'], about_kind: 'meeting', until },
  ),
  acceptance_decided: of(
    { ...coach, state: 'approved', decided_by: 'Robin', controls: ['Z02'], until },
    { state: 'refused', controls: ['Z09'] },
  ),
  acceptance_ending: of({ ...coach, controls: ['Z02'], until }, {}),
  acceptance_ended: of(
    {},
    ...acceptanceEndReasons.map((end_reason) => ({ ...coach, controls: ['Z02'], end_reason })),
  ),
  exemption_asked: [
    { facts: { ...coach, asked_by: 'Robin', category: 'Adults only', of_club: false } },
    { facts: { asked_by: long, category: 'Adults only', of_club: true } },
    {
      subjectKind: 'exemption_request',
      facts: { asked_by: 'Robin', club_name: long, category: 'Adults only', of_club: true },
    },
    { facts: {} },
  ],
  exemption_decided: of(
    {
      ...{ ...coach, state: 'in_force', decided_by: 'Alex, National Gymnastics' },
      ...{ category: 'Adults only', lapses_at: until },
    },
    { state: 'refused', category: 'Adults only', of_club: true },
  ),
  exemption_lapses: of({ ...coach, category: 'Adults only', lapses_at: until }, { of_club: true }),
  sign_off_asked: of(
    { ...coach, titles: ['Code'], things: 1, due_at: until },
    { ...coach, titles: ['Code', 'drill'], things: 4 },
    {},
  ),
  sign_off_chased: of({ ...coach, titles: ['Code'], things: 1 }, { titles: ['A', 'B'], things: 2 }),
  sign_off_receipt: of(
    {
      ...{ titles: ['Code'], version: 3, statement: 'I have read it.', sha256: 'ab12' },
      ...{ receipt: 'K7', signed_at: '2026-11-25T10:00:00Z' },
    },
    {},
  ),
  sign_off_question: of({ ...coach, titles: ['Code'] }),
  sign_off_declined: of({ ...coach, titles: [long.repeat(2)] }),
  erasure_asked: of({ ...coach, state: 'waiting', until }, {}),
  erasure_planned: of({ ...coach, state: 'planned', until }, {}),
  erasure_answered: of({ ...coach, state: 'planned', until }, { state: 'kept' }, { state: 'done' }),
}

const textOf = (kind: NoticeKind, role: (typeof noticeRoles)[number], each: Case) => {
  const club = role === 'person' ? null : { name: each.club ?? 'Hartley', slug: 'hartley' }
  const { title, lines, action, why } = noticeWords(
    {
      ...{ kind, role, club, subjectKind: each.subjectKind ?? 'finding', subjectId: 'subject-1' },
      facts: noticeFacts.parse(each.facts),
    },
    now,
  )
  return [title, ...lines, `${action.label}: ${action.path}`, why].join('\n')
}

describe('every mail', () => {
  test('says what it said when somebody last read it', async () => {
    const texts = noticeKinds.flatMap((kind) =>
      noticeRoles.flatMap((role) =>
        cases[kind].map(
          (each, index) => `## ${kind} to a ${role}, ${index + 1}\n\n${textOf(kind, role, each)}\n`,
        ),
      ),
    )
    await expect(texts.join('\n')).toMatchFileSnapshot('notice-texts.snapshot.txt')
  })

  test('is made of facts that may be strange, missing or of a later version', () => {
    expect(
      noticeFacts.parse({ of: 'x', about_kind: 'x', subject_kind: 'x', end_reason: 'x' }),
    ).toEqual(noticeFacts.parse({}))
    expect(noticeFacts.parse({})).toMatchObject({
      ...{ coachId: null, of: 'own', musts: 1, lapsesAt: null },
      asked: { subjectKind: null, subjectId: null, controls: [], isOwn: false },
      changed: { names: [], sessions: 0, isPutBack: false },
      acceptance: { aboutKind: 'user', approved: false, until: null, endReason: null },
      signOff: { titles: [], things: 1, dueAt: null, version: 1, signedAt: null },
    })
    expect(isNoticeKind('mended')).toBe(true)
    expect(isNoticeKind('some_day_another')).toBe(false)
    expect(isNoticeRole('coach')).toBe(true)
    expect(isNoticeRole('passer_by')).toBe(false)
  })
})
