import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { query } from '../query'
import { currentRequests } from './current-requests'

/** What of sign-offs a club's first page says. */
export type SignOffsAtHome = {
  readonly asked: number
  readonly overdue: number
  readonly declined: number
  readonly questions: number
}

/** How many answers are overdue, were a no, or wait for an officer's word. */
export const signOffsAtHome = query({
  permission: 'sign_off.read',
  input: z.object({}),
  async run(tx, ctx): Promise<SignOffsAtHome> {
    const found = await tx.execute<SignOffsAtHome>(sql`
      select count(*)::integer as asked,
        (count(*) filter (where c.stands = 'overdue'))::integer as overdue,
        (count(*) filter (where c.stands = 'declined'))::integer as declined,
        (count(*) filter (where coalesce((select e.event = 'question' from sign_off_events e
          where e.organisation_id = c.organisation_id and e.request_id = c.id
            and e.event in ('question', 'answered')
          order by e.at desc, e.id desc limit 1), false)))::integer as questions
      from ${currentRequests(ctx.now)}`)
    return found.rows[0] ?? { asked: 0, overdue: 0, declined: 0, questions: 0 }
  },
})
