import { and, asc, isNull, ne, sql } from 'drizzle-orm'
import { z } from 'zod'
import { coaches } from '#db/schema/coaches'
import { id } from '../ids'
import { query } from '../query'
import { onRegister } from './on-register'

const others_max = 500

/** Somebody of the register, and everybody else on it: those who are called alike first. */
export const listOthers = query({
  permission: 'coach.manage',
  input: z.object({ coachId: id }),
  async run(tx, ctx, { coachId }) {
    const { name, email } = await onRegister(tx, ctx, coachId)
    const others = await tx
      .select({ coachId: coaches.id, name: coaches.name, email: coaches.email })
      .from(coaches)
      .where(and(isNull(coaches.endsAt), ne(coaches.id, coachId)))
      .orderBy(
        sql`lower(${coaches.name}) <> lower(${name})`,
        asc(sql`lower(${coaches.name})`),
        asc(coaches.id),
      )
      .limit(others_max)
    return { name, email, others }
  },
})
