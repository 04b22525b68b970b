import type { Tx } from '#db/tenant'
import { invitations } from '#db/schema/organisations'
import type { Context } from '../context'
import type { Role } from '../core/permissions'
import { newId } from '../ids'
import type { TrailEntry } from '../trail/trail-entry'
import { invitationExpiry, issueToken } from './invitation-token'
import type { ToMail } from './mail-invitation'

type Purpose = { email: string } & (
  | { purpose: 'member'; role: Role }
  | { purpose: 'coach'; coachId: string }
  | { purpose: 'club'; clubName: string }
)

/** Writes an invitation and its token. What comes back is to be mailed after the commit, and kept nowhere. */
export async function writeInvitation(
  tx: Tx,
  ctx: Context,
  invited: Purpose,
): Promise<{ toMail: ToMail; trail: TrailEntry }> {
  const invitationId = newId()
  const expiresAt = invitationExpiry(ctx.now)
  const row = {
    purpose: invited.purpose,
    email: invited.email,
    role: roleOf(invited),
    clubName: invited.purpose === 'club' ? invited.clubName : null,
  }
  await tx.insert(invitations).values({
    organisationId: ctx.organisation.id,
    id: invitationId,
    ...row,
    coachId: invited.purpose === 'coach' ? invited.coachId : null,
    state: 'sent',
    createdAt: ctx.now,
    expiresAt,
  })
  const token = await issueToken(tx, invitationId, expiresAt)
  return {
    toMail: { invitationId, token, expiresAt, ...row },
    trail: {
      subject: 'invitation',
      subjectId: invitationId,
      detail: { purpose: row.purpose, role: row.role },
    },
  }
}

function roleOf(invited: Purpose): Role {
  if (invited.purpose === 'member') return invited.role
  return invited.purpose === 'coach' ? 'coach' : 'welfare_officer'
}
