import { eq } from 'drizzle-orm'
import { inNoTenant, inTenant } from '#db/tenant'
import { coaches } from '#db/schema/coaches'
import { invitations, organisations } from '#db/schema/organisations'
import { appPool } from '../database/pools'
import { resolveToken } from './invitation-token'

export type FoundInvitation = {
  organisation: { id: string; name: string; slug: string }
  purpose: 'member' | 'coach' | 'club'
  /** To which address it was mailed; whoever holds the token has read that mail. */
  email: string
  role: string
  /** Only for a club: the name it is to have. */
  clubName: string | null
  /** Only for a coach: the name that stands on the register. */
  coachName: string | null
  state: 'open' | 'expired' | 'accepted' | 'withdrawn'
  acceptedBy: string | null
  expiresAt: Date
}

/**
 * What whoever holds the token is asked, whatever became of it; null where it is nobody's. Reads
 * only what the token is for: it is the proof, so that no context is asked for.
 */
export async function findInvitation(token: string, now: Date): Promise<FoundInvitation | null> {
  const resolved = await inNoTenant(appPool(), (tx) => resolveToken(tx, token))
  if (!resolved) return null
  const rows = await inTenant(appPool(), resolved.organisationId, (tx) =>
    tx
      .select({ invitation: invitations, organisation: organisations, coachName: coaches.name })
      .from(invitations)
      .innerJoin(organisations, eq(organisations.organisationId, invitations.organisationId))
      .leftJoin(coaches, eq(coaches.id, invitations.coachId))
      .where(eq(invitations.id, resolved.invitationId)),
  )
  const row = rows[0]
  if (!row) return null
  const { purpose, email, role, clubName, state, expiresAt, acceptedBy } = row.invitation
  const { organisationId, name, slug } = row.organisation
  const organisation = { id: organisationId, name, slug }
  const waiting = expiresAt > now ? 'open' : 'expired'
  return {
    organisation,
    purpose,
    email,
    role,
    clubName,
    coachName: row.coachName,
    state: state === 'sent' ? waiting : state,
    acceptedBy,
    expiresAt,
  }
}
