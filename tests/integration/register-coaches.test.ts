import { beforeAll, expect, test } from 'vitest'
import type { Context } from '#lib/context'
import { aClub, aCoach, aGoverningBody } from '../support/contexts'

let body: Context
let club: Context

beforeAll(async () => {
  body = await aGoverningBody()
  club = await aClub(body)
})

test('a coach who accepts is linked', async () => {
  const coach = await aCoach(club)
  expect(coach.inClub.coachId).toBe(coach.coachId)
})
