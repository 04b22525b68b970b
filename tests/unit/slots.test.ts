import { expect, test } from 'vitest'
import { newSlots } from '#lib/jobs/slots'

/** Work that goes on until it is ended from outside. */
function held() {
  let end = () => {}
  let fail = (_error: Error) => {}
  const ended = new Promise<void>((resolve, reject) => {
    end = resolve
    fail = reject
  })
  return { work: () => ended, end, fail }
}

test('so many run at once, the others in their turn, and a failure gives its place back', async () => {
  const slots = newSlots(2)
  const begun: number[] = []
  const all = [0, 1, 2, 3].map(held)
  const running = all.map((one, index) =>
    slots.run(async () => {
      begun.push(index)
      await one.work()
      return index
    }),
  )
  const turn = () => new Promise((resolve) => setImmediate(resolve))
  await turn()
  expect(begun).toEqual([0, 1])
  const failed = expect(running[1]).rejects.toThrow('lost')
  all[1]?.fail(new Error('lost'))
  await failed
  await turn()
  expect(begun).toEqual([0, 1, 2])
  all[0]?.end()
  await running[0]
  await turn()
  expect(begun).toEqual([0, 1, 2, 3])
  all[2]?.end()
  all[3]?.end()
  expect(await Promise.all([running[2], running[3]])).toEqual([2, 3])
  await slots.run(async () => void begun.push(4))
  expect(begun).toEqual([0, 1, 2, 3, 4])
})

test('what can wait takes its turn after everybody else, whoever came first', async () => {
  const slots = newSlots(1)
  const begun: string[] = []
  const first = held()
  const running = [
    slots.run(first.work),
    slots.run(async () => void begun.push('later'), 3),
    slots.run(async () => void begun.push('one')),
    slots.run(async () => void begun.push('other')),
  ]
  first.end()
  await Promise.all(running)
  expect(begun).toEqual(['one', 'other', 'later'])
})

test('the lower rank is first, and every fourth turn is that of whoever waits longest', async () => {
  const slots = newSlots(1)
  const begun: string[] = []
  const first = held()
  const wait = (name: string, rank: number) => slots.run(async () => void begun.push(name), rank)
  const running = [
    slots.run(first.work),
    wait('clock', 3),
    wait('mail', 2),
    wait('new', 1),
    ...[1, 2, 3, 4].map((n) => wait(`urgent ${n}`, 0)),
  ]
  first.end()
  await Promise.all(running)
  expect(begun).toEqual(['urgent 1', 'urgent 2', 'urgent 3', 'mail', 'urgent 4', 'new', 'clock'])
})
