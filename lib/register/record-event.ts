import type { Tx } from '#db/tenant'
import { registerEvents } from '#db/schema/register'
import { actorUserId, type Context } from '../context'
import type { JsonObject } from '../core/canonical-json'
import type { RegisterEventKind, RegisterSubject } from '../core/register/event'
import { writeEvidenceRecords } from '../evidence-records/write-evidence-record'
import { newId } from '../ids'

type Of = { coachId: string; subjectKind: RegisterSubject; subjectId: string }

/**
 * The evidence of a step on the register: ids, days and words of ours; never a number, a name or
 * anything that a check found. Returns its id.
 */
export async function registerEvidence(
  tx: Tx,
  ctx: Context,
  of: Of,
  event: RegisterEventKind,
  basis: JsonObject = {},
): Promise<string> {
  const [recordId = ''] = await registerEvidences(tx, ctx, [{ ...of, basis }], event)
  return recordId
}

const factOf = (
  ctx: Context,
  { coachId, subjectKind, subjectId }: Of,
  event: RegisterEventKind,
  basis: JsonObject = {},
): JsonObject => ({
  ...basis,
  ...{ [subjectKind]: subjectId, coach: coachId, event },
  ...{ by: actorUserId(ctx), at: ctx.now.toISOString() },
})

/** The same of many steps that are of one kind: their ids, in the same order. */
export const registerEvidences = (
  tx: Tx,
  ctx: Context,
  steps: readonly (Of & { readonly basis?: JsonObject })[],
  event: RegisterEventKind,
): Promise<string[]> =>
  writeEvidenceRecords(
    tx,
    ctx,
    'register',
    steps.map((step) => factOf(ctx, step, event, step.basis)),
  )

/** Appends steps of one kind that have their evidence, in the transaction that makes them so. */
export async function recordRegisterEvents(
  tx: Tx,
  ctx: Context,
  steps: readonly (Of & { readonly recordId: string })[],
  event: RegisterEventKind,
): Promise<void> {
  if (steps.length === 0) return
  const by = ctx.actor.kind === 'user' ? ctx.actor : null
  await tx.insert(registerEvents).values(
    steps.map(({ recordId: evidenceRecordId, coachId, subjectKind, subjectId }) => ({
      ...{ organisationId: ctx.organisation.id, id: newId(), coachId, subjectKind, subjectId },
      ...{ event, byUserId: by?.userId ?? null, byName: by?.name ?? null },
      ...{ at: ctx.now, recordedAt: ctx.now, evidenceRecordId },
    })),
  )
}

/** Appends a step on the register, in the transaction that makes it so; its evidence, where it has none. */
export async function recordRegisterEvent(
  tx: Tx,
  ctx: Context,
  of: Of,
  event: RegisterEventKind,
  evidence: JsonObject | { readonly recordId: string } = {},
): Promise<void> {
  const evidenceRecordId =
    typeof evidence['recordId'] === 'string'
      ? evidence['recordId']
      : await registerEvidence(tx, ctx, of, event, evidence)
  await recordRegisterEvents(tx, ctx, [{ ...of, recordId: evidenceRecordId }], event)
}
