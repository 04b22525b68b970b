import { expect, test } from 'vitest'
import { fixableControls } from '#lib/core/mends/plan-mend'
import { nameOf } from '#lib/core/notices/mend-words'
import { noticeFacts } from '#lib/core/notices/notice'
import { noticeWords } from '#lib/core/notices/words'
import { controlIds } from '#lib/core/results'

test('a name fits into a subject line, whole where it can, and never ends in a gap', () => {
  expect(nameOf('x'.repeat(40))).toBe('x'.repeat(40))
  expect(nameOf('x'.repeat(41))).toBe(`${'x'.repeat(39)}…`)
  expect(nameOf(`${'x'.repeat(38)} Junior`)).toBe(`${'x'.repeat(38)}…`)
})

test('a host is offered to have mended what Touchline can mend, and shown how to mend the rest', () => {
  const can = fixableControls('user')
  const cannot = controlIds.filter((id) => !can.includes(id))
  const offered = (control: string) =>
    noticeWords(
      {
        ...{ kind: 'mend_asked', role: 'coach', club: { name: 'Hartley', slug: 'hartley' } },
        ...{ subjectKind: 'finding', subjectId: 'finding-1' },
        facts: noticeFacts.parse({
          ...{ is_own: true, subject_kind: 'user', subject: 'connection-1', asked_by: 'Robin' },
          controls: [control],
        }),
      },
      new Date('2026-11-30T18:00:00Z'),
    ).action.label
  expect(cannot.length).toBeGreaterThan(0)
  expect(new Set(can.map(offered))).toEqual(new Set(['See what would be changed']))
  expect(new Set(cannot.map(offered))).toEqual(new Set(['See how to mend it']))
})
