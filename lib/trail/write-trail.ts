import type { Tx } from '#db/tenant'
import { trail } from '#db/schema/trail'
import { actorUserId, type Context } from '../context'
import { newId } from '../ids'
import type { TrailEntry } from './trail-entry'

/** Writes what was done, in the transaction that did it. */
export async function writeTrail(
  tx: Tx,
  ctx: Context,
  command: string,
  entries: readonly TrailEntry[],
): Promise<void> {
  await tx.insert(trail).values(
    entries.map((entry) => ({
      organisationId: ctx.organisation.id,
      id: newId(),
      at: ctx.now,
      actorUserId: actorUserId(ctx),
      actor: ctx.actor.kind,
      command: entry.action ?? command,
      subjectKind: entry.subject,
      subjectId: entry.subjectId,
      detail: entry.detail ?? {},
    })),
  )
}
