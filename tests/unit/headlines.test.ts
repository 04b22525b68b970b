import { describe, expect, test } from 'vitest'
import { clubHeadline, coachTotal, groupWords, type CoachCounts } from '#lib/core/club-headline'
import { clubsBeneath, clubsHeadline, type ClubCounts } from '#lib/core/clubs-headline'
import { coachGroups } from '#lib/core/coach-status'
import { askWords, coachWords, coachWordsOf } from '#lib/core/coach-words'
import { controlById, controlsInOrder } from '#lib/core/controls/catalogue'
import { controlWords } from '#lib/core/control-words'
import { formatRelative, formatSessionTime } from '#lib/core/dates'
import { ruleById } from '#lib/core/rules/catalogue'

/** What pages say first, in one line. */

const noCoach: CoachCounts = {
  ...{ to_mend: 0, not_known: 0, risk_accepted: 0, up_to_date: 0, not_needed: 0 },
}
const noClub: ClubCounts = {
  ...{ falls_short: 0, could_not_check: 0, out_of_date: 0, not_known: 0 },
  ...{ risk_accepted: 0, up_to_date: 0 },
}

describe('a club', () => {
  test.each<[number, Partial<CoachCounts>, string]>([
    [0, {}, 'Add your first coach'],
    [1, {}, 'Add your first coach'],
    [1, { to_mend: 1 }, '1 thing needs you'],
    [2, { up_to_date: 1 }, '2 things need you'],
    [0, { to_mend: 1, up_to_date: 1 }, 'We do not know if all is well'],
    [0, { not_known: 1, up_to_date: 1 }, 'We do not know if all is well'],
    [0, { up_to_date: 1 }, 'Nothing needs you'],
    [0, { risk_accepted: 1 }, 'Nothing needs you'],
    [0, { risk_accepted: 1, up_to_date: 1 }, 'Nothing needs you'],
    [0, { not_needed: 3 }, 'There is nobody to check'],
  ])('with %i things to do and %j: %s', (things, counts, headline) => {
    expect(clubHeadline(things, { ...noCoach, ...counts })).toBe(headline)
  })

  test('counts its coaches, each group in words', () => {
    expect(
      coachTotal({ to_mend: 1, not_known: 2, risk_accepted: 4, up_to_date: 8, not_needed: 16 }),
    ).toBe(31)
    const words = (count: number) => coachGroups.map((group) => groupWords(group, count))
    expect(words(1)).toEqual([
      ...['1 has something to mend', '1 not known', '1 with a risk accepted', '1 up to date'],
      '1 needs no checks',
    ])
    expect(words(2000)).toEqual([
      ...['2,000 have something to mend', '2,000 not known', '2,000 with a risk accepted'],
      ...['2,000 up to date', '2,000 need no checks'],
    ])
  })
})

describe('the clubs of a body', () => {
  const noon = new Date('2026-11-25T12:00:00Z')
  const headline = (counts: Partial<ClubCounts>) => clubsHeadline({ ...noClub, ...counts }, noon)
  const beneath = (counts: Partial<ClubCounts>) => clubsBeneath({ ...noClub, ...counts })

  test('are said to be well only where all of them are', () => {
    expect(headline({ risk_accepted: 1, up_to_date: 1 })).toBe(
      '1 of 2 clubs has a risk that was accepted',
    )
    expect(headline({ risk_accepted: 2 })).toBe('2 of 2 clubs have a risk that was accepted')
    expect(headline({ up_to_date: 1 })).toBe('The one club here meets every MUST')
  })

  test('have beneath what the headline leaves out, and nothing twice', () => {
    expect(beneath({})).toEqual([])
    expect(beneath({ up_to_date: 2 })).toEqual([])
    expect(beneath({ risk_accepted: 2 })).toEqual([])
    expect(beneath({ risk_accepted: 1, up_to_date: 1 })).toEqual(['1 meets every MUST.'])
    expect(beneath({ risk_accepted: 1, falls_short: 1 })).toEqual([
      '1 has a risk that was accepted.',
    ])
    expect(beneath({ risk_accepted: 2, up_to_date: 1, falls_short: 1 })).toEqual([
      ...['2 have a risk that was accepted.', '1 meets every MUST.'],
    ])
    expect(beneath({ up_to_date: 2, falls_short: 1 })).toEqual(['2 meet every MUST.'])
  })

  test('that are not known come in a row, as more where others fall short', () => {
    expect(beneath({ could_not_check: 1, out_of_date: 1, not_known: 1 })).toEqual([
      '1 could not be checked, 1 is out of date and 1 is not fully checked, so we do not know.',
    ])
    expect(beneath({ falls_short: 1, out_of_date: 2, not_known: 3 })).toEqual([
      '2 more are out of date and 3 are not fully checked, so we do not know.',
    ])
  })
})

describe('a coach of whom nothing certain is known', () => {
  const at = (byClub: boolean) => ({
    ...{ state: 'disconnected' as const, lastAskedAt: null, lastCompleteAt: null },
    ...(byClub && { byClub: true as const }),
    ...{ unsortedMeetings: 0, oldestUnsortedAt: null },
  })

  test('can connect their own account again, and not the club’s', () => {
    const own = coachWordsOf('disconnected', at(false))
    expect(own?.ask?.verb).toBe('connect again')
    const clubs = coachWordsOf('disconnected', at(true))
    expect(clubs).not.toHaveProperty('ask')
    expect(clubs?.one('Priya')).toBe(
      'Zoom no longer lets us read the club’s account, and with it Priya’s',
    )
    expect(clubs?.many(2)).toBe('Zoom no longer lets us read the accounts of 2 coaches')
    expect(coachWordsOf('out_of_date', at(true))).toBe(coachWordsOf('out_of_date', at(false)))
    expect(askWords('Priya Raman', 'connect again')).toBe('Ask Priya to connect again')
  })

  test('is asked with a verb and a letter that leads somewhere', () => {
    for (const words of Object.values(coachWords)) {
      if (!words?.ask) continue
      expect(words.ask.verb).toMatch(/^[a-z]/)
      expect(words.ask.letter).toMatch(/:$/)
    }
    const asked = Object.entries(coachWords).filter(([, words]) => words?.ask)
    expect(asked.map(([state]) => state)).toEqual(
      expect.arrayContaining(['disconnected', 'share_ended']),
    )
  })
})

describe('a rule in words', () => {
  test('is that of what people show, sign or state, for a person or the club', () => {
    const P01 = ruleById('P01')
    expect(controlWords('P01', 'coach')).toEqual({
      ...{ title: P01?.title, why: P01?.why, mend: P01?.mend, whoCanMend: 'host' },
      headline: 'The criminal record check is missing or out of date',
      source: P01?.sources[0],
    })
    expect(controlWords('P11', 'club').headline).toBe('A team has no named coach')
    expect(controlWords('P11', 'coach').headline).toBe('Not every role has been said yes to')
    const M06 = ruleById('M06')
    expect(controlWords('M06', 'club').title).toBe(M06?.title)
    expect(controlWords('M06', 'club').headline.length).toBeGreaterThan(10)
    expect(controlWords('X99', 'club').title).toBe('Rule X99')
  })

  test('is that of a control for an account, a group or a session, with who can mend it there', () => {
    for (const { id, title } of controlsInOrder) {
      for (const subject of ['user', 'meeting', 'account', 'group'] as const) {
        expect(controlWords(id, subject).title).toBe(title)
      }
      expect(controlWords(id, 'account').whoCanMend).toBe('administrator')
      expect(controlWords(id, 'group').whoCanMend).toBe('administrator')
      expect(controlWords(id, 'user').whoCanMend).toBe(controlById(id)?.whoCanMend)
    }
  })
})

describe('a time', () => {
  const now = new Date('2026-11-25T12:00:00Z')
  const ms = (of: number) => new Date(now.getTime() + of)
  const [minute, hour, day] = [60_000, 3_600_000, 86_400_000]

  test.each([
    [0, 'just now'],
    [1, 'in less than a minute'],
    [-1, 'just now'],
    [minute - 1, 'in less than a minute'],
    [minute, 'in 1 minute'],
    [-minute, '1 minute ago'],
    [hour - 1, 'in 59 minutes'],
    [hour, 'in 1 hour'],
    [day - 1, 'in 23 hours'],
    [day, 'in 1 day'],
    [-day, '1 day ago'],
  ])('%i milliseconds ahead is %s', (of, words) => {
    expect(formatRelative(now, ms(of))).toBe(words)
  })

  test('of a session is tonight from five on, and a weekday within the week to come', () => {
    const at = (text: string) => formatSessionTime(now, new Date(text))
    expect(at('2026-11-25T16:59:00Z')).toBe('Today 16:59')
    expect(at('2026-11-25T17:00:00Z')).toBe('Tonight 17:00')
    expect(at('2026-11-26T17:00:00Z')).toBe('Thu 17:00')
    expect(at('2026-12-01T17:00:00Z')).toBe('Tue 17:00')
    expect(at('2026-12-02T17:00:00Z')).toBe('Wed 2 Dec 17:00')
    expect(at('2026-11-24T17:00:00Z')).toBe('Tue 24 Nov 17:00')
  })
})
