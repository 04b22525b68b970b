import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { coaches } from '#db/schema/coaches'
import { coachMerges, credentials, suspensions } from '#db/schema/register'
import { endWhatWasChecked } from '../coaches/end-what-was-checked'
import { command } from '../command'
import type { Context } from '../context'
import { conflict, notFound } from '../core/errors'
import { id, newId } from '../ids'
import { dueAdd } from '../jobs/due'
import { withdrawCoachInvitations } from '../invitations/withdraw-coach-invitations'
import { deliverStatus } from '../roll-ups/deliver-status'
import { endAppointmentsOf } from './end-appointment'
import { endCredential, eraseAt } from './end-credential'
import { judgePersonNow } from './judge-person'
import type { Credential } from './known-person'
import { stillOnRegister } from './on-register'
import { recordRegisterEvent, registerEvidence } from './record-event'
import { openReference, sealReference } from './reference-seal'
import { reopenHostsOfCoach } from '../zoom-hosts/reopen-hosts-of-coach'

/**
 * Two rows that are one person become one. The row that is not kept ends, with its history; what it
 * had to show, and the other does not, goes over as new and is looked at again; who was not cleared
 * is not cleared by it. Posts do not go over:
 * their person says yes to those themselves. One who signs in is always the one that is kept. Throws
 * `not_found`, `conflict` where both sign in, or either has left.
 */
export const mergeCoaches = command({
  name: 'coach.merge',
  permission: 'coach.manage',
  input: z.object({ coachId: id, intoCoachId: id }),
  async run(tx, ctx, { coachId, intoCoachId }) {
    if (ctx.actor.kind !== 'user') throw notFound()
    if (coachId === intoCoachId) throw conflict('Choose two different people.')
    const gone = await stillOnRegister(tx, ctx, coachId)
    await stillOnRegister(tx, ctx, intoCoachId)
    if (gone.userId) {
      throw conflict(`${gone.name} signs in with this entry. Keep this one, and end the other.`)
    }
    const moved = await moveCredentials(tx, ctx, coachId, intoCoachId)
    await keepSuspended(tx, ctx, coachId, intoCoachId)
    await endAppointmentsOf(tx, ctx, coachId)
    await withdrawCoachInvitations(tx, ctx, coachId)
    await reopenHostsOfCoach(tx, ctx, coachId)
    await endWhatWasChecked(tx, ctx, coachId)
    await tx
      .update(coaches)
      .set({ endsAt: ctx.now })
      .where(and(eq(coaches.id, coachId), isNull(coaches.endsAt)))
    const mergeId = newId()
    await tx.insert(coachMerges).values({
      ...{ organisationId: ctx.organisation.id, id: mergeId, coachId, intoCoachId },
      ...{ by: ctx.actor.userId, byName: ctx.actor.name, at: ctx.now },
    })
    const of = { coachId, subjectKind: 'merge', subjectId: mergeId } as const
    await recordRegisterEvent(tx, ctx, of, 'merged', { into: intoCoachId })
    await judgePersonNow(tx, ctx, intoCoachId)
    await deliverStatus(tx, ctx)
    const detail = { into: intoCoachId, credentials: moved }
    return { result: undefined, trail: [{ subject: 'coach', subjectId: coachId, detail }] }
  },
})

async function moveCredentials(tx: Tx, ctx: Context, from: string, into: string): Promise<number> {
  const inForce = (coachId: string) =>
    tx
      .select()
      .from(credentials)
      .where(and(eq(credentials.coachId, coachId), eq(credentials.state, 'in_force')))
  const kept = new Set((await inForce(into)).map(slotOf))
  let moved = 0
  for (const row of await inForce(from)) {
    await endCredential(tx, ctx, row, 'merged')
    if (kept.has(slotOf(row))) continue
    await copy(tx, ctx, row, into)
    moved += 1
  }
  return moved
}

const slotOf = ({ kind, issuedOn }: Credential) => `${kind} ${issuedOn === null}`

/** Whose it is has changed, so nobody has verified that. */
async function copy(tx: Tx, ctx: Context, row: Credential, coachId: string): Promise<void> {
  if (ctx.actor.kind !== 'user') throw notFound()
  const credentialId = newId()
  const of = { coachId, subjectKind: 'credential', subjectId: credentialId } as const
  const basis = { credential_kind: row.kind, merged_from: row.id }
  const evidenceRecordId = await registerEvidence(tx, ctx, of, 'provided', basis)
  const { kind, scheme, level, issuer, nameOnIt, nameReason } = row
  const { appliedOn, issuedOn, expiresOn, coversOnline, onUpdateService } = row
  await tx.insert(credentials).values({
    ...{ organisationId: ctx.organisation.id, id: credentialId, coachId },
    ...{ kind, scheme, level, issuer, nameOnIt, nameReason },
    ...{ appliedOn, issuedOn, expiresOn, coversOnline, onUpdateService },
    ...sealReference(openReference(row), ctx.organisation.id, credentialId),
    // Who put it in stays who put it in, and so is never its second person.
    ...{ providedBy: row.providedBy, providedByName: row.providedByName, providedAt: ctx.now },
    evidenceRecordId,
  })
  await recordRegisterEvent(tx, ctx, of, 'provided', { recordId: evidenceRecordId })
  if (kind === 'record_check' && row.referenceSealed) {
    await dueAdd(tx, 'erase-reference', credentialId, eraseAt(ctx.now))
  }
}

/** Of two entries one was said to be not cleared: it is the same person. */
async function keepSuspended(tx: Tx, ctx: Context, from: string, into: string): Promise<void> {
  const [suspended] = await tx
    .select({ by: suspensions.startedBy, name: suspensions.startedByName })
    .from(suspensions)
    .where(and(eq(suspensions.coachId, from), isNull(suspensions.endsAt)))
  if (!suspended) return
  await tx
    .insert(suspensions)
    .values({
      ...{ organisationId: ctx.organisation.id, id: newId(), coachId: into, startsAt: ctx.now },
      ...{ startedBy: suspended.by, startedByName: suspended.name, carriedFrom: from },
    })
    .onConflictDoNothing()
}
