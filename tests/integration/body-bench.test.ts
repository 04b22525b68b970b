import { expect, test } from 'vitest'
import { benchClubsAsOf, benchClubsList } from '#lib/bench/clubs-list'
import { manyClubs } from '#lib/bench/many-clubs'
import { clubTotal } from '#lib/core/clubs-headline'
import { listClubs } from '#lib/roll-ups/list-clubs'

test('the list of many clubs is measured against one row, on clubs of every kind', async () => {
  const figure = await benchClubsList()
  expect(figure).toMatchObject({ name: 'clubs-list', n: 2000, ratio: expect.any(Number) as number })
  expect(figure.floor_ms).toBeGreaterThan(0)
  expect(figure.ratio).toBeCloseTo(figure.figure_ms / figure.floor_ms)
  const { counts } = await listClubs(await manyClubs(2000), {})
  expect(clubTotal(counts)).toBe(2000)
  expect(Object.values(counts).every((count) => count > 0)).toBe(true)
  console.info(figure)
})

test('the list as of an earlier day is measured against the list of now', async () => {
  const figure = await benchClubsAsOf()
  expect(figure).toMatchObject({ name: 'clubs-as-of', n: 2000 })
  expect(figure.ratio).toBeCloseTo(figure.figure_ms / figure.floor_ms)
  console.info(figure)
})
