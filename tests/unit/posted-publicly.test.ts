import { describe, expect, test } from 'vitest'
import { controlWords } from '#lib/core/control-words'
import { controlsInOrder } from '#lib/core/controls/catalogue'
import { postedPublicly } from '#lib/core/controls/posted-publicly'
import { resultRows } from '#lib/core/result-rows'
import { isAlertControl } from '#lib/core/results'
import { isNeverListed, isOver } from '#lib/core/session-time'

describe('M02, which only an alert opens', () => {
  test('is a MUST, has words of its own, and no audit judges it', () => {
    expect(isAlertControl('M02')).toBe(true)
    expect(isAlertControl('M01')).toBe(false)
    expect(controlsInOrder.map(({ id }) => id)).not.toContain('M02')
    expect(controlWords('M02', 'meeting')).toMatchObject({
      headline: 'The link of this session was posted in public',
      whoCanMend: 'host',
    })
  })

  test('says what to do, on a computer and on a phone, in short sentences', () => {
    for (const steps of [postedPublicly.mend.web, postedPublicly.mend.phone]) {
      expect(steps.join(' ')).toMatch(/new meeting.*passcode and waiting room.*parents/)
      expect(steps.at(-1)).toBe('Come back here and say that it is done.')
      for (const sentence of steps.flatMap((step) => step.split(/[.:] /))) {
        expect(sentence.split(' ').length, sentence).toBeLessThanOrEqual(25)
      }
    }
  })

  test('stands before everything else that is not met', () => {
    const at = new Date('2026-11-25T09:00:00Z')
    const row = (control: string) => ({
      subjectKind: 'meeting' as const,
      subjectId: 'one',
      control,
      level: 'MUST' as const,
      result: 'not_met' as const,
      reason: null,
      because: '',
      since: at,
      checkedAt: at,
    })
    const rows = resultRows([row('Z01'), row('M02'), row('Z02')], at, () => null)
    expect(rows.map(({ control }) => control)).toEqual(['M02', 'Z01', 'Z02'])
  })
})

describe('a meeting that is started on the spot', () => {
  const startsAt = new Date('2026-11-25T09:00:00Z')
  const later = (minutes: number) => new Date(startsAt.getTime() + minutes * 60_000)
  const going = { zoomType: 1, startsAt, duration_minutes: null }

  test('goes on until Zoom says how long it was, for as long as Zoom lets one go on', () => {
    expect(isOver(going, later(600))).toBe(false)
    expect(isOver(going, later(30 * 60))).toBe(true)
    expect(isOver({ ...going, duration_minutes: 20 }, later(19))).toBe(false)
    expect(isOver({ ...going, duration_minutes: 20 }, later(20))).toBe(true)
  })

  test('is in no list while it does, and neither is the personal room, ever', () => {
    expect(isNeverListed(going, later(1))).toBe(true)
    expect(isNeverListed({ ...going, duration_minutes: 20 }, later(30))).toBe(false)
    expect(isNeverListed({ ...going, zoomType: 4 }, later(10_000))).toBe(true)
    expect(isNeverListed({ ...going, zoomType: 2 }, later(1))).toBe(false)
  })
})
