import { expect, test } from 'vitest'
import { isTimeZone, timeZones, timeZoneWords } from '#lib/core/time-zones'

test('a time zone is chosen by its place, and only one that clocks are known for', () => {
  expect(timeZones).toContain('Europe/London')
  expect(timeZones.every(isTimeZone)).toBe(true)
  expect(isTimeZone('Europe/Atlantis')).toBe(false)
  expect(timeZoneWords('America/New_York')).toBe('New York (America)')
  expect(timeZoneWords('America/Indiana/Knox')).toBe('Knox, Indiana (America)')
  expect(timeZoneWords('UTC')).toBe('UTC')
})
