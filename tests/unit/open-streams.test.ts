import { expect, test } from 'vitest'
import {
  closeStream,
  openStream,
  streamsAPerson_max,
  streams_max,
} from '../../app/edge/open-streams'

const opened = (count: number, userId: (each: number) => string) =>
  Array.from({ length: count }, (_, each) => openStream(userId(each))).filter(Boolean).length

test('one person has so many streams and no more, and others have theirs', () => {
  expect(opened(2 * streamsAPerson_max, () => 'greedy')).toBe(streamsAPerson_max)
  expect(openStream('other')).toBe(true)
  closeStream('greedy')
  expect(opened(2, () => 'greedy')).toBe(1)
  const left = streams_max - streamsAPerson_max - 1
  expect(opened(2 * streams_max, (each) => `person ${each}`)).toBe(left)
  closeStream('nobody who has one')
  expect(openStream('one too many')).toBe(false)
})
