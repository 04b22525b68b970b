import { and, eq, inArray } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { mends } from '#db/schema/mends'
import type { Context } from '../context'
import { conflict } from '../core/errors'
import { statesBefore, type MendState } from '../core/mends/states'
import { writeEvidenceRecords } from '../evidence-records/write-evidence-record'
import type { TrailEntry } from '../trail/trail-entry'

export type MendRow = typeof mends.$inferSelect

type Facts = Partial<
  Pick<
    MendRow,
    'sentAt' | 'answeredAt' | 'settledAt' | 'refusal' | 'auditId' | 'readBack' | 'readingsAfter'
  >
>

/**
 * Takes a mend to its next state, with its evidence record, in the transaction that makes it so.
 * Throws `conflict` where it is in none from which that may be reached: somebody was faster.
 */
export async function moveMend(
  tx: Tx,
  ctx: Context,
  mendId: string,
  state: MendState,
  facts: Facts = {},
): Promise<{ mend: MendRow; entry: TrailEntry }> {
  const [mend] = await tx
    .update(mends)
    .set({ ...facts, state })
    .where(and(eq(mends.id, mendId), inArray(mends.state, statesBefore(state))))
    .returning()
  if (!mend) throw conflict()
  return { mend, entry: await recordMend(tx, ctx, mend) }
}

/** The evidence record of a mend as it stands now, and its line of the trail. */
export async function recordMend(tx: Tx, ctx: Context, mend: MendRow): Promise<TrailEntry> {
  const { id, state, subjectKind, subjectId, connectionId, undoes, refusal, auditId } = mend
  const controls = [...mend.controls]
  await writeEvidenceRecords(tx, ctx, 'mend', [
    {
      ...{ mend: id, state, connection: connectionId, consent: mend.consentId },
      ...{ subject_kind: subjectKind, subject: subjectId, controls, undoes },
      occurrence: mend.occurrenceId,
      changes: mend.changes.map(({ path, before, after }) => ({ path, before, after })),
      ...{ confirmed_by: mend.confirmedBy, confirmed_at: mend.confirmedAt.toISOString() },
      ...{ refusal, audit: auditId, read_back: mend.readBack, run: mend.runId },
      readings: {
        before: [...mend.readingsBefore],
        after: mend.readingsAfter && [...mend.readingsAfter],
      },
    },
  ])
  const detail = { subject_kind: subjectKind, subject: subjectId, controls, undoes, refusal }
  return { subject: 'mend', subjectId: id, detail, action: `mend.${state}` }
}
