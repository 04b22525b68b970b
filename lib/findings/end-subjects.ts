import { and, eq, inArray } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { findings, resultsCurrent } from '#db/schema/results'
import type { Context } from '../context'
import type { SubjectKind } from '../core/control-words'
import { closeFindings, type Closing } from './close-findings'
import { inChunks } from './in-chunks'

type End = Pick<Closing, 'reason' | 'because' | 'auditId'> & { readonly subjectKind: SubjectKind }

/**
 * Ends what is said of subjects that are gone: their results leave the projection (the history keeps
 * them) and their open findings close for this reason.
 */
export async function endSubjects(
  tx: Tx,
  ctx: Context,
  subjectIds: readonly string[],
  { subjectKind, ...end }: End,
): Promise<void> {
  await inChunks(subjectIds, async (ids) => {
    await tx
      .delete(resultsCurrent)
      .where(
        and(eq(resultsCurrent.subjectKind, subjectKind), inArray(resultsCurrent.subjectId, ids)),
      )
    const open = await tx
      .select()
      .from(findings)
      .where(
        and(
          eq(findings.state, 'open'),
          eq(findings.subjectKind, subjectKind),
          inArray(findings.subjectId, ids),
        ),
      )
    await closeFindings(
      tx,
      ctx,
      open.map((finding) => ({ finding, ...end, at: ctx.now })),
    )
  })
}
