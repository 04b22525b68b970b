import { and, eq, inArray, notInArray, sql } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { resultChanges, resultsCurrent } from '#db/schema/results'
import type { Context } from '../context'
import type { JsonObject } from '../core/canonical-json'
import { couldNotCheckReasons } from '../core/readings'
import { alertControlIds } from '../core/results'
import { writeEvidenceRecords } from '../evidence-records/write-evidence-record'
import { newId } from '../ids'
import { inChunks } from './in-chunks'
import { becameSoAt, coachOf, isAbout, keyOf, type Judgement, type Verdict } from './verdict'

type Current = typeof resultsCurrent.$inferSelect

/**
 * Appends each verdict that differs from what stood, with its evidence record, and brings the
 * projection up to date. What did not change only moves its `checkedAt`. Returns how many changed.
 */
export async function recordResults(
  tx: Tx,
  ctx: Context,
  judgement: Judgement,
  subjectIds: readonly string[],
): Promise<number> {
  const all = await tx
    .select()
    .from(resultsCurrent)
    .where(
      and(
        inArray(resultsCurrent.subjectId, [...subjectIds]),
        notInArray(resultsCurrent.control, [...alertControlIds]),
      ),
    )
  const rows = all.filter(({ control }) => isAbout(judgement, control))
  const before = new Map(rows.map((row) => [keyOf(row), row]))
  const changed = judgement.verdicts.filter((verdict) =>
    isChange(before.get(keyOf(verdict)), verdict, judgement.profile),
  )
  await inChunks(changed, (chunk) => appendChanges(tx, ctx, judgement, chunk))
  const isSaid = (verdict: Verdict) => isSaidAlready(before.get(keyOf(verdict)), verdict, judgement)
  const other = judgement.verdicts.filter((verdict) => !isSaid(verdict))
  await inChunks(other, (chunk) => project(tx, ctx, judgement, chunk, before))
  await inChunks(judgement.verdicts.filter(isSaid), (chunk) => touch(tx, judgement, chunk))
  const kept = new Set(judgement.verdicts.map(keyOf))
  const withdrawn = rows.filter((row) => !kept.has(keyOf(row)))
  for (const { subjectId, control } of withdrawn) {
    await tx
      .delete(resultsCurrent)
      .where(and(eq(resultsCurrent.subjectId, subjectId), eq(resultsCurrent.control, control)))
  }
  return changed.length
}

/**
 * Appends one verdict that no audit's readings gave, with what it rests on in its evidence, and
 * brings the projection up to date: other results of the subject stay as they are. One that does not
 * apply any more leaves the projection.
 */
export async function recordVerdict(
  tx: Tx,
  ctx: Context,
  judgement: Omit<Judgement, 'verdicts'>,
  verdict: Verdict,
  basis: JsonObject,
): Promise<void> {
  const one = { ...judgement, verdicts: [verdict] }
  await appendChanges(tx, ctx, one, [verdict], basis)
  if (verdict.result !== 'not_applicable') return project(tx, ctx, one, [verdict], new Map())
  const { subjectId, control } = verdict
  await tx
    .delete(resultsCurrent)
    .where(and(eq(resultsCurrent.subjectId, subjectId), eq(resultsCurrent.control, control)))
}

/**
 * Appends that a result stands on a statement from now on, or no more, and brings the projection up
 * to date. What Zoom said of it, and when it was asked, stay as they are. `at` is from when it is so.
 */
export async function appendStated(
  tx: Tx,
  ctx: Context,
  row: Current,
  { connectionId, at }: { connectionId: string; at: Date },
  stated: Verdict['stated'] | null,
): Promise<void> {
  const { auditId, coachId, profile } = row
  const verdict: Verdict = {
    ...{ subjectKind: row.subjectKind, subjectId: row.subjectId, control: row.control },
    ...{ controlVersion: row.controlVersion, level: row.level, result: row.result },
    ...{ reason: knownReason(row.reason), because: row.because },
    ...{ derived: false, complete: true, readings: [] },
    ...(stated ? { stated } : {}),
  }
  const judgement = { auditId, coachId, profile, connectionId, readAt: at, verdicts: [] }
  await appendChanges(tx, ctx, judgement, [verdict])
  await tx
    .update(resultsCurrent)
    .set(proofOf(verdict))
    .where(
      and(
        eq(resultsCurrent.subjectKind, row.subjectKind),
        eq(resultsCurrent.subjectId, row.subjectId),
        eq(resultsCurrent.control, row.control),
      ),
    )
}

const knownReason = (reason: string | null) =>
  couldNotCheckReasons.find((each) => each === reason) ?? null

/** True where a result would be other than it stands, in what anybody reads of it. */
const isChange = (before: Current | undefined, now: Verdict, profile: string) =>
  !before ||
  before.result !== now.result ||
  before.reason !== now.reason ||
  before.statementId !== (now.stated?.id ?? null) ||
  (now.shown !== undefined && !isShownAlike(before, now.shown)) ||
  before.controlVersion !== now.controlVersion ||
  before.level !== now.level ||
  before.because !== now.because ||
  before.profile !== profile

/** True where a subject's results are, rule by rule, what its verdicts come to, and no others. */
export function standAsBefore(
  before: readonly Current[],
  now: readonly Verdict[],
  profile: string,
): boolean {
  const stood = new Map(before.map((row) => [row.control, row]))
  return (
    stood.size === now.length &&
    now.every((each) => !isChange(stood.get(each.control), each, profile))
  )
}

const isShownAlike = (before: Current, { proof, until }: NonNullable<Verdict['shown']>) =>
  before.proof === proof && before.statedUntil?.getTime() === until?.getTime()

/** The projection has it so in every column; on most days, nearly all of them. */
const isSaidAlready = (before: Current | undefined, now: Verdict, judgement: Judgement): boolean =>
  before !== undefined &&
  !isChange(before, now, judgement.profile) &&
  before.coachId === coachOf(judgement, now)

/** It was looked at again, and is as it was. */
async function touch(tx: Tx, judgement: Judgement, verdicts: readonly Verdict[]): Promise<void> {
  const all = (key: 'subjectKind' | 'subjectId' | 'control') =>
    sql.param(verdicts.map((verdict) => verdict[key]))
  await tx.execute(sql`
    update results_current as current
    set checked_at = ${judgement.readAt.toISOString()}, audit_id = ${judgement.auditId}::uuid
    from unnest(${all('subjectKind')}::text[], ${all('subjectId')}::uuid[],
      ${all('control')}::text[]) as seen (subject_kind, subject_id, control)
    where current.subject_kind = seen.subject_kind and current.subject_id = seen.subject_id
      and current.control = seen.control`)
}

async function appendChanges(
  tx: Tx,
  ctx: Context,
  judgement: Judgement,
  verdicts: readonly Verdict[],
  basis: JsonObject = {},
): Promise<void> {
  const facts = verdicts.map((verdict) => ({ ...factOf(judgement, verdict), ...basis }))
  const recordIds = await writeEvidenceRecords(tx, ctx, 'result', facts)
  await tx.insert(resultChanges).values(
    verdicts.map((verdict, index) => ({
      ...rowOf(ctx, judgement, verdict),
      id: newId(),
      validFrom: becameSoAt(judgement),
      recordedAt: ctx.now,
      evidenceRecordId: recordIds[index] ?? '',
    })),
  )
}

/** The fact that goes into evidence: ids and verdict, the readings by their hashes, no free text. */
const factOf = (judgement: Judgement, verdict: Verdict): JsonObject => ({
  audit: judgement.auditId,
  coach: coachOf(judgement, verdict),
  connection: judgement.connectionId,
  control: verdict.control,
  control_version: verdict.controlVersion,
  level: verdict.level,
  profile: judgement.profile,
  proof: proofOf(verdict).proof,
  readings: verdict.readings,
  reason: verdict.reason,
  result: verdict.result,
  statement: verdict.stated?.id ?? null,
  subject: verdict.subjectId,
  subject_kind: verdict.subjectKind,
  valid_from: becameSoAt(judgement).toISOString(),
})

/** `since` is when the result began to be so, whatever has been said about it meanwhile. */
async function project(
  tx: Tx,
  ctx: Context,
  judgement: Judgement,
  verdicts: readonly Verdict[],
  before: ReadonlyMap<string, Current>,
): Promise<void> {
  const rows = verdicts.map((verdict) => {
    const stood = before.get(keyOf(verdict))
    const since = stood?.result === verdict.result ? stood.since : becameSoAt(judgement)
    return { ...rowOf(ctx, judgement, verdict), since, checkedAt: judgement.readAt }
  })
  await tx
    .insert(resultsCurrent)
    .values(rows)
    .onConflictDoUpdate({
      target: [
        resultsCurrent.organisationId,
        resultsCurrent.subjectKind,
        resultsCurrent.subjectId,
        resultsCurrent.control,
      ],
      set: {
        coachId: sql`excluded.coach_id`,
        controlVersion: sql`excluded.control_version`,
        profile: sql`excluded.profile`,
        level: sql`excluded.level`,
        result: sql`excluded.result`,
        reason: sql`excluded.reason`,
        because: sql`excluded.because`,
        auditId: sql`excluded.audit_id`,
        proof: sql`excluded.proof`,
        statementId: sql`excluded.statement_id`,
        statedUntil: sql`excluded.stated_until`,
        since: sql`excluded.since`,
        checkedAt: sql`excluded.checked_at`,
      },
    })
}

const rowOf = (ctx: Context, judgement: Judgement, verdict: Verdict) => ({
  organisationId: ctx.organisation.id,
  subjectKind: verdict.subjectKind,
  subjectId: verdict.subjectId,
  coachId: coachOf(judgement, verdict),
  control: verdict.control,
  controlVersion: verdict.controlVersion,
  profile: judgement.profile,
  level: verdict.level,
  result: verdict.result,
  reason: verdict.reason,
  because: verdict.because,
  auditId: judgement.auditId,
  ...proofOf(verdict),
})

/** How it is known. What somebody stated is beside what the check came to, and never instead. */
const proofOf = ({ stated, shown }: Verdict) => ({
  proof: shown?.proof ?? (stated ? ('stated' as const) : ('checked' as const)),
  statementId: stated?.id ?? null,
  statedUntil: stated?.until ?? shown?.until ?? null,
})
