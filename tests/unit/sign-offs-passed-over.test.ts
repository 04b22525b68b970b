import { expect, it } from 'vitest'
import { withPassedOver } from '#lib/core/sign-offs/plan'

it('takes a version that a club comes to with all that it passed over, and its own as they are', () => {
  const changes = ['material', 'material', 'minor', 'minor'] as const
  const all = changes.map((change, index) => ({ version: index + 1, change }))
  const taken = (...numbers: number[]) =>
    withPassedOver(
      all.filter((each) => numbers.includes(each.version)),
      all,
    ).map(({ change }) => change)
  expect(taken(1, 2, 3, 4)).toEqual(changes)
  // The third has the second in it, which nobody here was asked about.
  expect(taken(1, 3, 4)).toEqual(['material', 'material', 'minor'])
  expect(taken(4)).toEqual(['material'])
})
