import { describe, expect, it } from 'vitest'
import { comingTime, isOnNow, onNowWords } from '#lib/core/coming-time'

const now = new Date('2026-11-25T11:07:00Z')
const at = (text: string) => new Date(`2026-11-${text}:00Z`)

describe('when a coming session is', () => {
  it.each([
    ['25T10:30', 'On now, began 10:30'],
    ['25T11:07', 'On now, began 11:07'],
    ['25T11:08', 'Today 11:08'],
    ['25T18:00', 'Tonight 18:00'],
    ['26T10:30', 'Thu 10:30'],
  ])('that begins at %s: %s', (text, words) => {
    expect(comingTime(now, at(text))).toBe(words)
  })

  it('says the day where it began on another one', () => {
    expect(onNowWords(at('25T00:10'), at('24T23:30'))).toBe('On now, began yesterday at 23:30')
  })

  it('is not on where it has no time', () => {
    expect(isOnNow(now, null)).toBe(false)
  })
})
