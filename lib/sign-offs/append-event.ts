import type { Tx } from '#db/tenant'
import { signOffEvents, type signOffRequests } from '#db/schema/sign-offs'
import type { Context } from '../context'
import { newId } from '../ids'

export type SignOffRequest = typeof signOffRequests.$inferSelect
export type EventKind = (typeof signOffEvents.$inferSelect)['event']

type About = Pick<SignOffRequest, 'id' | 'coachId'>
type More = { readonly text?: string; readonly evidenceRecordId?: string }

/** Appends what happened to requests, in the transaction that makes it so. */
export async function appendEvents(
  tx: Tx,
  ctx: Context,
  requests: readonly About[],
  event: EventKind,
  { text, evidenceRecordId }: More = {},
): Promise<void> {
  if (requests.length === 0) return
  const by = ctx.actor.kind === 'user' ? ctx.actor : null
  await tx.insert(signOffEvents).values(
    requests.map(({ id: requestId, coachId }) => ({
      ...{ organisationId: ctx.organisation.id, id: newId(), requestId, coachId, event },
      ...{ byUserId: by?.userId ?? null, byName: by?.name ?? null, at: ctx.now },
      ...{ text: text ?? null, evidenceRecordId: evidenceRecordId ?? null },
    })),
  )
}
