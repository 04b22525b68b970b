import { z } from 'zod'
import { legalHolds } from '#db/schema/rights'
import { command } from '../command'
import { conflict } from '../core/errors'
import { holdReasons } from '../core/rights/legal-hold'
import { id, newId } from '../ids'
import { decidedAbout } from './not-about-oneself'

/**
 * Has nothing of somebody erased, whatever is due or was said, until a second person ends it. Nobody
 * writes down what the matter is. Throws `not_found`, `conflict` where it stands already, or it is
 * about oneself.
 */
export const placeHold = command({
  name: 'legal_hold.place',
  permission: 'legal_hold.change',
  input: z.object({
    coachId: id,
    reason: z.enum(holdReasons, 'Choose why it has to be kept.'),
  }),
  async run(tx, ctx, { coachId, reason }) {
    const { row, by } = await decidedAbout(tx, ctx, coachId)
    const [placed] = await tx
      .insert(legalHolds)
      .values({
        ...{ organisationId: ctx.organisation.id, id: newId(), coachId: row.id, reason },
        ...{ startsAt: ctx.now, startedBy: by.userId, startedByName: by.name },
      })
      .onConflictDoNothing()
      .returning()
    if (!placed) throw conflict('Somebody has said this already.')
    return {
      result: undefined,
      trail: [{ subject: 'coach', subjectId: coachId, detail: { reason } }],
    }
  },
})
