import { expect, test } from 'vitest'
import { auditStreams, changeStreams } from '../../app/edge/open-streams'

test.each([
  ['a check', auditStreams],
  ['what changes', changeStreams],
] as const)(
  'of %s one person has so many streams and no more, and others have theirs',
  (_, { open, close, all_max, aPerson_max }) => {
    const opened = (count: number, userId: (each: number) => string) =>
      Array.from({ length: count }, (_none, each) => open(userId(each))).filter(Boolean).length
    expect(opened(2 * aPerson_max, () => 'greedy')).toBe(aPerson_max)
    expect(open('other')).toBe(true)
    close('greedy')
    expect(opened(2, () => 'greedy')).toBe(1)
    const left = all_max - aPerson_max - 1
    expect(opened(2 * all_max, (each) => `person ${each}`)).toBe(left)
    close('nobody who has one')
    expect(open('one too many')).toBe(false)
  },
)
