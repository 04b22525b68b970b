import { z } from 'zod'
import { erasures } from '#db/schema/rights'
import { command } from '../command'
import { conflict } from '../core/errors'
import { eraseAt } from '../core/rights/answer-by'
import { id, newId } from '../ids'
import { dueAdd } from '../jobs/due'
import { isHeld } from './held'
import { keptUntil } from './kept-until'
import { decidedAbout } from './not-about-oneself'
import { refuseNotCleared } from './not-cleared'
import { tellOfErasure } from './tell-of-erasure'

/**
 * Plans that somebody who has left be erased: after thirty days, in which everybody who looks after the
 * register sees it and may stop it, and not before the rules above allow. Throws `not_found`, `conflict`
 * where they have not left, a hold is on them, they are not cleared, it is planned or done already, or it is about oneself.
 */
export const planErasure = command({
  name: 'erasure.plan',
  permission: 'erasure.decide',
  input: z.object({ coachId: id }),
  async run(tx, ctx, { coachId }) {
    const { row, by } = await decidedAbout(tx, ctx, coachId)
    if (!row.endsAt) throw conflict(`${row.name} is still on the list. Take them off it first.`)
    if (row.email === '' && row.userId === null) throw conflict('They have been erased already.')
    if (await isHeld(tx, ctx, coachId)) throw conflict(heldMessage)
    await refuseNotCleared(tx, coachId)
    const at = eraseAt('asked_by_officer', ctx.now, await keptUntil(tx, ctx, row.endsAt))
    const [planned] = await tx
      .insert(erasures)
      .values({
        ...{ organisationId: ctx.organisation.id, id: newId(), coachId },
        ...{ origin: 'asked_by_officer', askedBy: by.userId, askedByName: by.name },
        ...{ askedAt: ctx.now, state: 'planned', eraseAt: at },
      })
      .onConflictDoNothing()
      .returning()
    if (!planned) throw conflict('It is asked for already. Look at what will be erased.')
    await dueAdd(tx, 'erase-person', planned.id, at)
    await tellOfErasure(tx, ctx, planned.id, 'erasure_planned')
    const detail = { erase_at: at.toISOString() }
    return {
      result: { erasureId: planned.id },
      trail: [{ subject: 'coach', subjectId: coachId, detail }],
    }
  },
})

/** Said where a hold stops what somebody wants to erase. */
export const heldMessage =
  'Somebody said that this has to be kept for now. It can be erased once that has ended.'
