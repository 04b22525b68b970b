import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { humaneTime } from '#lib/core/humane-hours'
import { noticeFacts, noticeKinds, noticeRoles, type Notice } from '#lib/core/notices/notice'
import { isUrgent, sendAfter } from '#lib/core/notices/send-after'
import { noticeWords } from '#lib/core/notices/words'
import { acceptanceRequests } from '#lib/core/paths'
import { sessionWarning } from '#lib/core/session-warning'

const utc = (text: string) => new Date(`${text}Z`)

describe('humane hours', () => {
  it.each([
    ['in winter, at 08:00', '2026-11-25T08:00', '2026-11-25T08:00'],
    ['at 19:59', '2026-11-25T19:59', '2026-11-25T19:59'],
    ['at 20:00, which waits for the morning', '2026-11-25T20:00', '2026-11-26T08:00'],
    ['just before midnight', '2026-11-25T23:59', '2026-11-26T08:00'],
    ['after midnight', '2026-11-26T00:00', '2026-11-26T08:00'],
    ['at 07:59', '2026-11-25T07:59', '2026-11-25T08:00'],
    ['in summer, when clocks there are an hour ahead', '2026-07-01T06:59', '2026-07-01T07:00'],
    ['in summer, at 20:00 there', '2026-07-01T19:00', '2026-07-02T07:00'],
    ['the night the clocks go forward', '2026-03-28T23:30', '2026-03-29T07:00'],
    ['that morning, in the hour that is not', '2026-03-29T00:59', '2026-03-29T07:00'],
    ['the night the clocks go back', '2026-10-24T22:00', '2026-10-25T08:00'],
    ['that night, in the hour that is twice', '2026-10-25T01:30', '2026-10-25T08:00'],
    ['the last night of the year', '2026-12-31T23:00', '2027-01-01T08:00'],
  ])('%s', (_, at, expected) => {
    expect(humaneTime(utc(at))).toEqual(utc(expected))
  })

  it('is never before the moment, at most half a day later, and humane', () => {
    const hour = new Intl.DateTimeFormat('en-GB', {
      timeZone: 'Europe/London',
      hour: 'numeric',
      hourCycle: 'h23',
    })
    const day = { min: utc('2020-01-01T00:00'), max: utc('2040-01-01T00:00'), noInvalidDate: true }
    fc.assert(
      fc.property(fc.date(day), (at) => {
        const humane = humaneTime(at)
        const waited_hours = (humane.getTime() - at.getTime()) / 3_600_000
        expect(waited_hours).toBeGreaterThanOrEqual(0)
        // The night on which the clocks go back has an hour more.
        expect(waited_hours).toBeLessThanOrEqual(13)
        expect(Number(hour.format(humane))).toBeGreaterThanOrEqual(8)
        expect(Number(hour.format(humane))).toBeLessThan(20)
        expect(humaneTime(humane)).toEqual(humane)
      }),
    )
  })
})

describe('when a notice is sent', () => {
  const night = utc('2026-11-25T22:00')
  const morning = utc('2026-11-26T08:00')

  it('is at once for what is urgent, in humane hours for the rest', () => {
    expect(noticeKinds.filter(isUrgent)).toEqual(['session_unsafe_soon', 'link_posted'])
    for (const kind of noticeKinds) {
      expect(sendAfter(kind, night)).toEqual(isUrgent(kind) ? night : morning)
    }
  })

  it('is at once, too, where the morning would be too late to act', () => {
    expect(sendAfter('session_unsafe', night, utc('2026-11-26T08:01'))).toEqual(morning)
    expect(sendAfter('session_unsafe', night, morning)).toEqual(night)
    expect(sendAfter('session_unsafe', night, utc('2026-11-26T07:00'))).toEqual(night)
  })
})

describe('what to warn of before a session at 18:00', () => {
  const startsAt = utc('2026-11-26T18:00')

  it.each([
    ['2026-11-25T17:59', null, '2026-11-25T18:00'],
    ['2026-11-25T18:00', 'session_unsafe', '2026-11-26T16:00'],
    ['2026-11-26T15:59', 'session_unsafe', '2026-11-26T16:00'],
    ['2026-11-26T16:00', 'session_unsafe_soon', null],
    ['2026-11-26T17:59', 'session_unsafe_soon', null],
    ['2026-11-26T18:00', null, null],
    ['2026-11-26T18:01', null, null],
  ])('at %s: %s, then look at %s', (now, kind, nextAt) => {
    expect(sessionWarning(startsAt, utc(now))).toEqual({ kind, nextAt: nextAt && utc(nextAt) })
  })
})

describe('the words of a notice', () => {
  const facts = {
    coach_id: '01890000-0000-7000-8000-000000000001',
    coach_name: 'Sam Okafor',
    starts_at: '2026-12-01T18:00:00+00:00',
    musts: 2,
    topic: 'Ella’s class',
    join_url: 'https://zoom.us/j/123?pwd=456',
  }
  const now = utc('2026-11-30T18:00')
  const all = noticeKinds.flatMap((kind) =>
    noticeRoles.map((role): Notice => ({
      kind,
      role,
      club: role === 'person' ? null : { name: 'Hartley Gymnastics', slug: 'hartley' },
      subjectKind: role !== 'safeguarding_lead' ? 'finding' : kind.replace('asked', 'request'),
      subjectId: '01890000-0000-7000-8000-000000000002',
      facts: noticeFacts.parse(facts),
    })),
  )
  // A lead is told of nothing that a club has not asked them.
  // What somebody is to sign concerns themselves; what they say of it, those who keep the register.
  const toSigner = ['sign_off_asked', 'sign_off_chased', 'sign_off_receipt']
  const ofSigner = ['sign_off_question', 'sign_off_declined']
  const namesNobody = ['not_cleared', 'erasure_planned']
  const asksAbove = ['acceptance_asked', 'exemption_asked']
  const isTold = ({ role, kind }: Notice) => {
    if (toSigner.includes(kind)) return role === 'coach'
    if (kind === 'not_cleared') return role === 'welfare_officer'
    if (kind === 'reminder') return role === 'coach' || role === 'welfare_officer'
    if (ofSigner.includes(kind)) return role === 'welfare_officer' || role === 'administrator'
    return role !== 'safeguarding_lead' || asksAbove.includes(kind)
  }
  const told = all.filter(isTold)
  const wordsOf = (notice: Notice) => noticeWords(notice, now)

  it('of a risk that an administrator of a body may decide lead to where they do', () => {
    const mine = all.find(
      ({ kind, role }) => kind === 'acceptance_asked' && role === 'administrator',
    )
    if (!mine) throw new Error('no such notice')
    const words = wordsOf({ ...mine, subjectKind: 'acceptance_request' })
    expect(words.action.path).toBe(acceptanceRequests('hartley'))
    expect(words.lines.join(' ')).toMatch(/comes to you/)
    expect(words.why).toMatch(/look after the pages of Hartley/)
  })

  it.each(told.map((notice) => [notice.kind, notice.role, notice] as const))(
    '%s to a %s are plain, and lead to one page of this site',
    (_, role, notice) => {
      const { title, lines, action, why } = wordsOf(notice)
      const said = [title, ...lines, action.label, why].join('\n')
      expect(said).not.toMatch(/undefined|null|NaN|MUST|[Vv]iolation|score|https?:|Ella|456/)
      expect(title.length).toBeLessThanOrEqual(100)
      expect(title).not.toMatch(/[\r\n]/)
      expect(action.path).toMatch(/^\/(me|hartley)\//)
      expect(why).toMatch(/^You get this because /)
      if (role !== 'person') expect(why).toContain('Hartley Gymnastics')
      // Who is not cleared, or is to be erased, stands on the page only.
      if (namesNobody.includes(notice.kind)) expect(said).not.toContain('Sam Okafor')
      else if (role === 'welfare_officer' || role === 'administrator')
        expect(title).toContain('Sam Okafor')
      else expect(said).not.toContain('Sam Okafor')
    },
  )

  it('say when by the clock in the United Kingdom, and how much is to be mended', () => {
    const warning = all.find(({ kind, role }) => kind === 'session_unsafe' && role === 'coach')
    expect(warning && wordsOf(warning)).toMatchObject({
      title: 'Your session on Tuesday at 18:00 is not set up safely yet',
      action: { path: '/hartley/sessions/01890000-0000-7000-8000-000000000002' },
    })
    expect(warning && wordsOf(warning).lines[0]).toBe(
      'Your online session for Hartley Gymnastics on Tuesday 1 December at 18:00 does not keep 2 rules that every session must keep.',
    )
  })

  it('stand without facts that an older row does not have', () => {
    for (const notice of all) {
      const { title, lines } = wordsOf({ ...notice, facts: noticeFacts.parse({}) })
      expect([title, ...lines].join('\n')).not.toMatch(/undefined|null|Invalid/)
    }
  })
})
