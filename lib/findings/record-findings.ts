import { inArray, sql } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { findingEvents, findings } from '#db/schema/results'
import type { Context } from '../context'
import { closesBy, isFound } from '../core/finding-closing'
import { isAlertControl } from '../core/results'
import { newId } from '../ids'
import { notifyMended } from '../notices/notify-mended'
import { standIn } from '../statements/stand-in'
import { closeFindings, type Closing, type OpenFinding } from './close-findings'
import { dueDays } from './due-days'
import { inChunks } from './in-chunks'
import { recordResults } from './record-results'
import {
  becameSoAt,
  coachOf,
  isAbout,
  judgedSubjects,
  keyOf,
  type Judgement,
  type Verdict,
} from './verdict'

type Finding = typeof findings.$inferSelect

export type Recorded = {
  readonly changes: number
  readonly opened: number
  readonly reopened: number
  readonly mended: number
  readonly withdrawn: number
}

/**
 * Records what an audit's verdicts changed: results with their evidence, and findings opened, kept,
 * closed or opened again. Only `not_met` opens one, only a complete reading that says otherwise
 * closes it as mended, and a control that the profile no longer has withdraws it. A derived control
 * opens none. To be called in the transaction that ends the audit, one at a time a connection.
 */
export async function recordFindings(
  tx: Tx,
  ctx: Context,
  judgement: Judgement,
): Promise<Recorded> {
  const subjectIds = judgedSubjects(judgement)
  if (subjectIds.length === 0) {
    return { changes: 0, opened: 0, reopened: 0, mended: 0, withdrawn: 0 }
  }
  const verdicts = await standIn(tx, ctx, judgement.verdicts)
  const changes = await recordResults(tx, ctx, { ...judgement, verdicts }, subjectIds)
  const all = await tx
    .select()
    .from(findings)
    .where(inArray(findings.subjectId, [...subjectIds]))
  const rows = all.filter(({ control }) => isAbout(judgement, control))
  const before = new Map(rows.map((row) => [keyOf(row), row]))
  const seen = judgement.verdicts.filter((each) =>
    isFound(each, before.get(keyOf(each))?.state === 'open'),
  )
  await inChunks(seen, (chunk) => keepOpen(tx, ctx, judgement, chunk, before))
  const closings = closingsOf(judgement, rows)
  await closeFindings(tx, ctx, closings)
  const mended = closings.filter(({ reason }) => reason === 'mended')
  await notifyMended(
    tx,
    ctx,
    mended.map(({ finding }) => finding.id),
  )
  const count = (state: Finding['state'] | undefined) =>
    seen.filter((verdict) => before.get(keyOf(verdict))?.state === state).length
  const closed = (reason: Closing['reason']) =>
    closings.filter((closing) => closing.reason === reason).length
  return {
    changes,
    opened: count(undefined),
    reopened: count('closed'),
    mended: mended.length,
    withdrawn: closed('rule_withdrawn'),
  }
}

/** Those that stand: new, opened again with their history, or seen once more. */
async function keepOpen(
  tx: Tx,
  ctx: Context,
  judgement: Judgement,
  verdicts: readonly Verdict[],
  before: ReadonlyMap<string, Finding>,
): Promise<void> {
  const dueOf = await dueDays(tx, judgement, verdicts, before)
  const rows = verdicts.map((verdict) => ({
    ...rowOf(ctx, judgement, verdict, before.get(keyOf(verdict))),
    dueAt: dueOf(verdict),
  }))
  await tx
    .insert(findings)
    .values(rows)
    .onConflictDoUpdate({
      target: [findings.organisationId, findings.subjectKind, findings.subjectId, findings.control],
      set: {
        state: sql`excluded.state`,
        coachId: sql`excluded.coach_id`,
        controlVersion: sql`excluded.control_version`,
        level: sql`excluded.level`,
        because: sql`excluded.because`,
        openedAt: sql`excluded.opened_at`,
        lastSeenAt: sql`excluded.last_seen_at`,
        closedAt: null,
        closeReason: null,
        timesOpened: sql`excluded.times_opened`,
        dueAt: sql`excluded.due_at`,
      },
    })
  const events = rows.flatMap((row) => {
    const stood = before.get(keyOf(row))
    if (stood?.state === 'open') return []
    const event = stood ? ('reopened' as const) : ('opened' as const)
    return [eventOf(ctx, judgement, row, event)]
  })
  await inChunks(events, (chunk) => tx.insert(findingEvents).values(chunk))
}

function rowOf(ctx: Context, judgement: Judgement, verdict: Verdict, stood: Finding | undefined) {
  const isOpen = stood?.state === 'open'
  return {
    organisationId: ctx.organisation.id,
    id: stood?.id ?? newId(),
    subjectKind: verdict.subjectKind,
    subjectId: verdict.subjectId,
    coachId: coachOf(judgement, verdict),
    control: verdict.control,
    controlVersion: verdict.controlVersion,
    level: verdict.level,
    state: 'open' as const,
    because: verdict.because,
    openedAt: isOpen ? stood.openedAt : becameSoAt(judgement),
    lastSeenAt: judgement.readAt,
    timesOpened: isOpen ? stood.timesOpened : (stood?.timesOpened ?? 0) + 1,
  }
}

const eventOf = (
  ctx: Context,
  judgement: Judgement,
  row: { id: string; because: string },
  event: 'opened' | 'reopened',
) => ({
  organisationId: ctx.organisation.id,
  id: newId(),
  findingId: row.id,
  event,
  because: row.because,
  auditId: auditOf(judgement),
  at: becameSoAt(judgement),
})

/** The check that somebody can open; the register is none. */
const auditOf = ({ auditId, ofRegister }: Judgement) => (ofRegister ? null : auditId)

/** Of the subjects that were judged: what is mended, and what is no longer asked for. */
function closingsOf(judgement: Judgement, rows: readonly OpenFinding[]): Closing[] {
  const verdicts = new Map(judgement.verdicts.map((verdict) => [keyOf(verdict), verdict]))
  const sameReading = judgement.rulesChangedAt !== undefined
  const auditId = auditOf(judgement)
  const at = becameSoAt(judgement)
  return rows
    .filter((finding) => finding.state === 'open' && !isAlertControl(finding.control))
    .flatMap((finding): Closing[] => {
      const closes = closesBy(verdicts.get(keyOf(finding)), sameReading)
      return closes ? [{ finding, ...closes, auditId, at }] : []
    })
}
