import { inArray, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { coaches } from '#db/schema/coaches'
import { appointmentRoleWords, appointmentState } from '../core/register/appointment'
import { judgePerson } from '../core/register/judge-person'
import { officerWarnings, stillSignIn, type OfficerWarning } from '../core/register/judge-officers'
import { mayCoach, type MayCoachState } from '../core/register/may-coach'
import { id } from '../ids'
import { effectiveProfile } from '../profiles/effective-profile'
import { query } from '../query'
import { formerOfficers, officersNow } from './judge-officers'
import { knownPerson, personRows } from './known-person'
import { countToVerify } from './list-to-verify'

/** What a list of the register says of one person, beside how they stand in Zoom. */
export type PersonLine = {
  coachId: string
  /** Posts that they hold, in words. */
  roles: readonly string[]
  /** Posts that they have not answered. */
  offered: number
  coaching: boolean
  papers: MayCoachState
}

const people_max = 100

/** The same for a page of people, each by their id. Those who keep the register only. */
export const personLines = query({
  permission: 'coach.manage',
  input: z.object({ coachIds: z.array(id).max(people_max) }),
  async run(tx, ctx, { coachIds }): Promise<ReadonlyMap<string, PersonLine>> {
    if (ctx.organisation.kind !== 'club' || coachIds.length === 0) return new Map()
    const rows = await tx.select().from(coaches).where(inArray(coaches.id, coachIds))
    const profile = await effectiveProfile(tx, ctx, ctx.now)
    const people = await personRows(tx, rows)
    return new Map(
      people.map((person) => {
        const { row, appointments, suspended } = person
        const verdicts = judgePerson(profile, knownPerson(person, ctx.now), ctx.now)
        const left = row.endsAt !== null
        const states = appointments.map((each) => ({
          words: appointmentRoleWords[each.role] + (each.team === '' ? '' : `, ${each.team}`),
          state: appointmentState(each, ctx.now),
        }))
        const line: PersonLine = {
          ...{ coachId: row.id, coaching: row.coaching },
          roles: states.filter(({ state }) => state === 'held').map(({ words }) => words),
          offered: states.filter(({ state }) => state === 'offered').length,
          papers: mayCoach({ left, suspended, coaching: row.coaching, verdicts }, ctx.now).state,
        }
        return [row.id, line]
      }),
    )
  },
})

/** What stands above the register: how much waits to be verified, and what to know of its officers. */
export type RegisterNews = { toVerify: number; warnings: readonly OfficerWarning[] }

export const registerNews = query({
  permission: 'coach.manage',
  input: z.object({}),
  async run(tx, ctx): Promise<RegisterNews> {
    if (ctx.organisation.kind !== 'club') return { toVerify: 0, warnings: [] }
    const some = await tx.$count(coaches, isNull(coaches.endsAt))
    if (some === 0) return { toVerify: await countToVerify(tx), warnings: [] }
    const warnings = [
      ...officerWarnings(await officersNow(tx, ctx.now), ctx.now),
      ...stillSignIn(await formerOfficers(tx, ctx.now)),
    ]
    return { toVerify: await countToVerify(tx), warnings }
  },
})
