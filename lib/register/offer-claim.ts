import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { credentials } from '#db/schema/register'
import { command } from '../command'
import { actorUserId, type Context } from '../context'
import { conflict, notFound } from '../core/errors'
import { id } from '../ids'
import { provideCredential } from './provide-credential'
import { openReference } from './reference-seal'

const input = z.object({ credentialId: id, replaces: id.nullable() })

/** Takes what somebody has to show out of one club's register, to be put in at another. */
const take = command({
  name: 'credential.offer',
  permission: 'credential.provide',
  input: z.object({ credentialId: id }),
  async run(tx, ctx, { credentialId }) {
    const [row] = await tx.select().from(credentials).where(eq(credentials.id, credentialId))
    if (!row || ctx.coachId === null || row.coachId !== ctx.coachId) throw notFound()
    if (row.state !== 'in_force' || row.issuedOn === null) {
      throw conflict('This was changed meanwhile. Look again.')
    }
    const { kind, scheme, level, issuer, nameOnIt, nameReason } = row
    const { issuedOn, expiresOn, coversOnline, onUpdateService } = row
    const result = {
      ...{ kind, scheme, level, issuer, nameOnIt: nameOnIt ?? '', nameReason, issuedOn, expiresOn },
      ...{ coversOnline, onUpdateService, reference: openReference(row) ?? '' },
      ...{ stage: 'there' as const, appliedOn: null },
    }
    // Nobody at this club is told to which other one they go.
    const detail = { kind }
    return { result, trail: [{ subject: 'credential', subjectId: credentialId, detail }] }
  },
})

/**
 * Somebody offers what they have to show at one club to another club of theirs: `from` and `to` are
 * what they are at each. There it is as if they had put it in, so that nobody has verified it: the
 * second club looks for itself, and hears of no other. Returns its id there. Throws `not_found` for
 * anything but one's own, `conflict` where either has changed meanwhile.
 */
export async function offerClaim(
  from: Context,
  to: Context,
  { credentialId, replaces }: z.input<typeof input>,
): Promise<string> {
  const isOnePerson = actorUserId(from) !== null && actorUserId(from) === actorUserId(to)
  const toAnother = from.organisation.id !== to.organisation.id
  if (!isOnePerson || !toAnother || to.coachId === null) throw notFound()
  const taken = await take(from, { credentialId })
  return provideCredential(to, { coachId: to.coachId, replaces, ...taken })
}
