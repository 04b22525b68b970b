import type { Tx } from '#db/tenant'
import { mends } from '#db/schema/mends'
import { actorUserId, type Context } from '../context'
import { conflict, notFound } from '../core/errors'
import { newId } from '../ids'
import type { TrailEntry } from '../trail/trail-entry'
import { recordMend, type MendRow } from './move-mend'
import { requestsOf } from './requests-of'

/** What a person says yes to, for one subject: of a host by whom it is read, where that is not all's. */
export type Wanted = Pick<
  MendRow,
  | 'subjectKind'
  | 'subjectId'
  | 'occurrenceId'
  | 'occurrenceAt'
  | 'controls'
  | 'changes'
  | 'undoes'
  | 'readingsBefore'
> &
  Partial<Pick<MendRow, 'connectionId'>>

type Of = Pick<MendRow, 'connectionId' | 'consentId' | 'runId'>

/**
 * Writes that the context's person confirmed these, each with its evidence record. Throws `conflict`
 * where a change of any of them is under way, and then nothing is written.
 */
export async function insertMends(
  tx: Tx,
  ctx: Context,
  of: Of,
  wanted: readonly [Wanted, ...Wanted[]],
): Promise<{ mendIds: string[]; entries: [TrailEntry, ...TrailEntry[]] }> {
  const confirmedBy = actorUserId(ctx)
  if (!confirmedBy) throw notFound()
  const rows = await tx
    .insert(mends)
    .values(
      wanted.map((each) => ({
        organisationId: ctx.organisation.id,
        id: newId(),
        ...of,
        ...each,
        state: 'confirmed' as const,
        requests: requestsOf(each.changes).length,
        confirmedBy,
        confirmedAt: ctx.now,
      })),
    )
    .onConflictDoNothing()
    .returning()
  const [first, ...rest] = rows
  if (!first || rows.length < wanted.length) {
    throw conflict('A change of this is under way already. Wait until it has ended.')
  }
  const entries: [TrailEntry, ...TrailEntry[]] = [await recordMend(tx, ctx, first)]
  for (const mend of rest) entries.push(await recordMend(tx, ctx, mend))
  return { mendIds: rows.map(({ id }) => id), entries }
}
