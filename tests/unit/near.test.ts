import { afterEach, expect, test } from 'vitest'
import type { Hint } from '#lib/jobs/enqueue'
import { isWaiting, notNear, takeNear, waitOnce } from '#lib/jobs/near'

const hint = (subjectId: string, more: Partial<Hint> = {}): Hint => ({
  ...{ kind: 'judge-club', organisationId: 'club', subjectId },
  ...more,
})

let stop: (() => Promise<void>) | undefined
afterEach(async () => {
  await stop?.()
  stop = undefined
})

/** A worker whose turns are given from outside. */
function aWorker(max: number) {
  const turns: (() => void)[] = []
  const done: string[] = []
  const take = (each: Hint) =>
    waitOnce(
      each,
      async (begin) => {
        await new Promise<void>((resolve) => turns.push(resolve))
        await begin()
      },
      async () => void done.push(each.subjectId),
    )
  stop = takeNear(take, max)
  return { turns, done, take }
}

const settled = () => new Promise((resolve) => setImmediate(resolve))

test('a process that takes nothing leaves every hint to the queue', () => {
  expect(notNear([hint('a')])).toEqual([hint('a')])
})

test('a worker does by itself what follows, but not what is for later, by the clock, or too much', async () => {
  const { turns, done } = aWorker(2)
  const later = hint('later', { at: new Date() })
  const byClock = hint('daily', { byClock: true })
  const all = [hint('a'), later, byClock, hint('b'), hint('c')]
  expect(notNear(all)).toEqual([later, byClock, hint('c')])
  expect(all.filter(isWaiting)).toEqual([hint('a'), hint('b')])
  for (const turn of turns) turn()
  await settled()
  expect(done).toEqual(['a', 'b'])
})

test('what waits is not taken twice, and what has begun is, since more may be due by then', async () => {
  const { turns, done, take } = aWorker(10)
  expect(notNear([hint('a'), hint('a')])).toEqual([])
  // The same by the way of the queue.
  await take(hint('a'))
  expect(turns).toHaveLength(1)
  turns[0]?.()
  await settled()
  expect([done, isWaiting(hint('a'))]).toEqual([['a'], false])
  expect(notNear([hint('a')])).toEqual([])
  turns[1]?.()
  await settled()
  expect(done).toEqual(['a', 'a'])
})

test('what never has its turn is hinted at again', async () => {
  const refused = waitOnce(
    hint('a'),
    async () => {},
    async () => {},
  )
  expect(isWaiting(hint('a'))).toBe(true)
  await refused
  expect(isWaiting(hint('a'))).toBe(false)
})
