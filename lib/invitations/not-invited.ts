import { and, eq, gt, sql, type SQL } from 'drizzle-orm'
import { coaches } from '#db/schema/coaches'
import { invitations } from '#db/schema/organisations'

/** Of a row of the register: no invitation waits for an answer that can still be given. */
export const notInvited = (now: Date): SQL => sql`not exists (select from ${invitations}
  where ${and(
    eq(invitations.coachId, coaches.id),
    eq(invitations.state, 'sent'),
    gt(invitations.expiresAt, now),
  )})`
