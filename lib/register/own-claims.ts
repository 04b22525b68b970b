import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { credentials } from '#db/schema/register'
import type { OwnClaim } from '../core/register/offers'
import { query } from '../query'

/** What the asker has to show at this club, with the days on it; nothing where they are not on its list. */
export const ownClaims = query({
  permission: 'register.read',
  input: z.object({}),
  async run(tx, { coachId }): Promise<OwnClaim[]> {
    if (coachId === null) return []
    return tx
      .select({
        ...{ credentialId: credentials.id, kind: credentials.kind },
        issuedOn: credentials.issuedOn,
      })
      .from(credentials)
      .where(and(eq(credentials.coachId, coachId), eq(credentials.state, 'in_force')))
      .orderBy(credentials.providedAt, credentials.id)
  },
})
