import type { Tx } from '#db/tenant'
import { recordCheckViews } from '#db/schema/register'
import { actorUserId, type Context } from '../context'
import { newId } from '../ids'
import type { Credential } from './known-person'

const rows_max = 1000

/** Writes down that the asker saw more of these record checks than that they are there. */
export async function writeCheckViews(
  tx: Tx,
  ctx: Context,
  checks: readonly Pick<Credential, 'id' | 'coachId'>[],
  withReference: boolean,
): Promise<void> {
  const by = {
    viewedBy: actorUserId(ctx),
    viewedByName: ctx.actor.kind === 'user' ? ctx.actor.name : 'Touchline',
  }
  for (let from = 0; from < checks.length; from += rows_max) {
    await tx.insert(recordCheckViews).values(
      checks.slice(from, from + rows_max).map(({ id: credentialId, coachId }) => ({
        ...{ organisationId: ctx.organisation.id, id: newId(), coachId, credentialId },
        ...{ withReference, at: ctx.now, ...by },
      })),
    )
  }
}
