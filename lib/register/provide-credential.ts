import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { credentials } from '#db/schema/register'
import { command } from '../command'
import type { Context } from '../context'
import { conflict, notFound } from '../core/errors'
import type { JsonObject } from '../core/canonical-json'
import { calendarDate } from '../core/dates'
import { AppError } from '../core/errors'
import { id, newId } from '../ids'
import { dueAddAll } from '../jobs/due'
import { deliverStatus } from '../roll-ups/deliver-status'
import { credentialFields } from './credential-input'
import { endCredential, eraseAt } from './end-credential'
import { judgePersonNow } from './judge-person'
import { stillOnRegister } from './on-register'
import { recordRegisterEvents, registerEvidences } from './record-event'
import { sealReference } from './reference-seal'
import { refuseTooManyOf } from './refuse-too-many'
import { standingCredentials } from './standing-credentials'

type Fields = z.output<typeof credentialFields>

/**
 * Says what somebody has to show: an officer of anybody on the register, a coach of themselves. Said
 * anew it takes the place of what stood there (`replaces`: what they saw, null where nothing did),
 * and nobody has verified it yet. Returns its id. Throws `not_found`, `conflict` where somebody else
 * changed it meanwhile, `too_many_attempts`.
 */
export const provideCredential = command({
  name: 'credential.provide',
  permission: 'credential.provide',
  input: z.object({ coachId: id, replaces: id.nullable() }).and(credentialFields),
  async run(tx, ctx, { coachId, replaces, ...fields }) {
    if (ctx.actor.kind !== 'user') throw notFound()
    await stillOnRegister(tx, ctx, coachId)
    await refuseTooManyOf(tx, ctx, 'credential.provide', coachId)
    refuseComing(fields, ctx.now)
    await takePlace(tx, ctx, { coachId, replaces, fields })
    const credentialId = await insertCredential(tx, ctx, coachId, fields)
    await judgePersonNow(tx, ctx, coachId)
    await deliverStatus(tx, ctx)
    const detail = { kind: fields.kind, coach: coachId, replaces }
    return {
      result: credentialId,
      trail: [{ subject: 'credential', subjectId: credentialId, detail }],
    }
  },
})

function refuseComing({ issuedOn, appliedOn }: Fields, now: Date): void {
  const today = calendarDate(now)
  const field = issuedOn && issuedOn > today ? 'issuedOn' : 'appliedOn'
  const day = issuedOn ?? appliedOn
  if (!day || day <= today) return
  const message = 'This day is still to come.'
  throw new AppError('invalid_input', 'There is a problem with what was entered.', [
    { field, message },
  ])
}

/** One that has come takes the place of one that counts and of one that was asked for. */
async function takePlace(
  tx: Tx,
  ctx: Context,
  { coachId, replaces, fields }: { coachId: string; replaces: string | null; fields: Fields },
): Promise<void> {
  const { kind, issuedOn } = fields
  const standing = await standingCredentials(tx, ctx, coachId, kind)
  const there = standing.find((each) => each.issuedOn !== null)
  const waits = standing.find((each) => each.issuedOn === null)
  const taken = issuedOn ? there : waits
  if ((taken?.id ?? null) !== replaces) {
    throw conflict('Somebody else has changed this meanwhile. Look again.')
  }
  if (taken) await endCredential(tx, ctx, taken, 'replaced')
  if (issuedOn && waits) await endCredential(tx, ctx, waits, 'replaced')
}

/** Writes what somebody has to show, with its evidence. What it takes the place of has ended before. */
async function insertCredential(
  tx: Tx,
  ctx: Context,
  coachId: string,
  fields: Fields,
): Promise<string> {
  const [credentialId = ''] = await insertCredentials(tx, ctx, [{ coachId, fields }])
  return credentialId
}

/** The same of many, in as many questions as of one. Returns their ids, in the same order. */
export async function insertCredentials(
  tx: Tx,
  ctx: Context,
  all: readonly { readonly coachId: string; readonly fields: Fields }[],
): Promise<string[]> {
  if (ctx.actor.kind !== 'user') throw notFound()
  if (all.length === 0) return []
  const { userId, name } = ctx.actor
  const steps = all.map(({ coachId, fields }) => ({
    ...{ coachId, fields, subjectKind: 'credential' as const, subjectId: newId() },
    basis: basisOf(fields),
  }))
  const recordIds = await registerEvidences(tx, ctx, steps, 'provided')
  const rows = steps.map(({ coachId, subjectId, fields }, index) => {
    const { reference, stage: _, ...said } = fields
    return {
      ...{ organisationId: ctx.organisation.id, id: subjectId, coachId, ...said },
      ...sealReference(reference, ctx.organisation.id, subjectId),
      ...{ providedBy: userId, providedByName: name, providedAt: ctx.now },
      evidenceRecordId: recordIds[index] ?? '',
    }
  })
  await tx.insert(credentials).values(rows)
  const recorded = steps.map((step, index) => ({ ...step, recordId: recordIds[index] ?? '' }))
  await recordRegisterEvents(tx, ctx, recorded, 'provided')
  const numbered = steps.filter(
    ({ fields: { kind, reference } }) => kind === 'record_check' && reference,
  )
  const at = eraseAt(ctx.now)
  const erasures = numbered.map(({ subjectId }) => ({ subjectId, at }))
  await dueAddAll(tx, 'erase-reference', erasures)
  return steps.map(({ subjectId }) => subjectId)
}

/** The days of a record check are its person's, and go into nothing that is passed on. */
function basisOf({ kind, appliedOn, issuedOn, expiresOn }: Fields): JsonObject {
  const days = { applied_on: appliedOn, issued_on: issuedOn, expires_on: expiresOn }
  return { credential_kind: kind, ...(kind === 'record_check' ? {} : days) }
}
