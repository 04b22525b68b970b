import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { credentials } from '#db/schema/register'
import { mayBeCoach } from '../coaches/who-may-be-coach'
import { command } from '../command'
import { actorUserId, type Context } from '../context'
import { conflict, notFound } from '../core/errors'
import { whyNotVerify } from '../core/proof/claim'
import { verifiedHows, type VerifiedHow } from '../core/register/credential'
import { notVerifiableCredential } from '../core/register/verify-words'
import { id } from '../ids'
import { dueAdd } from '../jobs/due'
import { deliverStatus } from '../roll-ups/deliver-status'
import { endCredential, eraseAt } from './end-credential'
import { judgePersonNow } from './judge-person'
import type { Credential } from './known-person'
import { recordRegisterEvent } from './record-event'

/**
 * A second person has looked, and it is so; how they know is written down. Never who put it in, and
 * never whose it is. Throws `not_found`, `conflict` where they may not be the second, it was verified
 * already, or it was changed meanwhile.
 */
export const verifyCredential = command({
  name: 'credential.verify',
  permission: 'credential.verify',
  input: z.object({
    credentialId: id,
    how: z.string().pipe(z.enum(verifiedHows, { error: 'Choose how you know.' })),
    agreed: z
      .string()
      .pipe(z.literal('yes', { error: 'Tick the box if you have looked yourself.' })),
  }),
  async run(tx, ctx, { credentialId, how }) {
    const row = await asSecond(tx, ctx, credentialId)
    if (how === 'update_service' && row.kind !== 'record_check') {
      throw conflict('The Update Service knows of record checks only.')
    }
    await markVerified(tx, ctx, row, how)
    const of = { coachId: row.coachId, subjectKind: 'credential', subjectId: row.id } as const
    await recordRegisterEvent(tx, ctx, of, 'verified', { credential_kind: row.kind, how })
    if (row.kind === 'record_check' && row.referenceSealed !== null) {
      await dueAdd(tx, 'erase-reference', row.id, eraseAt(ctx.now))
    }
    await judgePersonNow(tx, ctx, row.coachId)
    await deliverStatus(tx, ctx)
    const detail = { kind: row.kind, coach: row.coachId, how }
    return {
      result: { coachId: row.coachId },
      trail: [{ subject: 'credential', subjectId: credentialId, detail }],
    }
  },
})

/**
 * Somebody looked in the Update Service again. Nothing changed: the check counts on. Something did:
 * it counts no more, and a new one is needed; what changed is nobody’s to write down here.
 */
export const checkStatus = command({
  name: 'credential.check_status',
  permission: 'credential.verify',
  input: z.object({
    credentialId: id,
    found: z.enum(['no_change', 'changed'], { error: 'Choose what it said.' }),
  }),
  async run(tx, ctx, { credentialId, found }) {
    const row = await asSecond(tx, ctx, credentialId)
    if (!row.onUpdateService || row.state !== 'in_force') {
      throw conflict('This check is not in the Update Service, or counts no more.')
    }
    if (found === 'changed') await endCredential(tx, ctx, row, 'withdrawn')
    else {
      const of = { coachId: row.coachId, subjectKind: 'credential', subjectId: row.id } as const
      const noted = await tx
        .update(credentials)
        .set({ statusCheckedAt: ctx.now })
        .where(and(eq(credentials.id, row.id), eq(credentials.state, 'in_force')))
        .returning({ id: credentials.id })
      if (noted.length === 0) throw conflict('This has changed meanwhile. Look again.')
      await recordRegisterEvent(tx, ctx, of, 'status_checked')
    }
    await judgePersonNow(tx, ctx, row.coachId)
    await deliverStatus(tx, ctx)
    return {
      result: { coachId: row.coachId },
      trail: [{ subject: 'credential', subjectId: credentialId, detail: { coach: row.coachId } }],
    }
  },
})

async function asSecond(tx: Tx, ctx: Context, credentialId: string): Promise<Credential> {
  const [credential] = await tx.select().from(credentials).where(eq(credentials.id, credentialId))
  const me = actorUserId(ctx)
  if (!credential || me === null) throw notFound()
  const subjectUserId = (await mayBeCoach(tx, credential.coachId, me)) ? me : null
  const reason = whyNotVerify({ providedBy: credential.providedBy ?? '', subjectUserId }, me)
  if (reason) throw conflict(notVerifiableCredential[reason])
  return credential
}

async function markVerified(tx: Tx, ctx: Context, row: Credential, how: VerifiedHow) {
  if (ctx.actor.kind !== 'user') throw notFound()
  const { userId, name } = ctx.actor
  const verified = await tx
    .update(credentials)
    .set({
      ...{ verifiedBy: userId, verifiedByName: name, verifiedAt: ctx.now, verifiedHow: how },
      ...(how === 'update_service' ? { statusCheckedAt: ctx.now } : {}),
    })
    .where(
      and(
        eq(credentials.id, row.id),
        eq(credentials.state, 'in_force'),
        isNull(credentials.verifiedAt),
        isNotNull(credentials.issuedOn),
      ),
    )
    .returning({ id: credentials.id })
  if (verified.length === 0) {
    throw conflict('This was verified already, or was changed meanwhile. Look again.')
  }
}
