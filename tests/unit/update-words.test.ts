import { expect, test } from 'vitest'
import { updateWords } from '#lib/core/update-words'

test.each([
  [0, 1, 'Updated just now: 1 new thing to mend.'],
  [3, 5, 'Updated just now: 2 new things to mend.'],
  [3, 2, 'Updated just now: 1 thing fewer to mend.'],
  [3, 0, 'Updated just now: 3 things fewer to mend.'],
  [2, 2, ''],
  [null, null, 'Updated just now.'],
  [2, null, 'Updated just now.'],
] as const)('of a page with %s things to mend, and %s now: %s', (before, now, words) => {
  expect(updateWords(before, now)).toBe(words)
})
