import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { acceptances } from '#db/schema/acceptances'
import { mayBeCoach } from '../coaches/who-may-be-coach'
import { command } from '../command'
import type { Context } from '../context'
import { mayAccept } from '../core/acceptances/acceptance-limit'
import { conflict, notFound } from '../core/errors'
import { id } from '../ids'
import { hintNotices } from '../notices/written-notice'
import { effectiveProfile } from '../profiles/effective-profile'
import { deliverStatus } from '../roll-ups/deliver-status'
import { decisionWhy } from './acceptance-reason'
import type { Acceptance } from './append-event'
import { applyDecision } from './apply-decision'

const input = z.object({
  acceptanceId: id,
  decision: z.enum(['approved', 'refused'], { error: 'Choose yes or no.' }),
  why: decisionWhy,
})

const decide = command({
  name: 'acceptance.decide',
  permission: 'acceptance.decide',
  input,
  async run(tx, ctx, { acceptanceId, decision, why }) {
    if (ctx.actor.kind !== 'user') throw notFound()
    const acceptance = await waiting(tx, acceptanceId)
    await refuseWhoMayNot(tx, ctx.actor.userId, acceptance)
    if (decision === 'approved') await refuseUnlessAllowed(tx, ctx, acceptance)
    const step = { decision, by: ctx.actor, why, at: ctx.now }
    const notices = await applyDecision(tx, ctx, acceptance, step)
    await deliverStatus(tx, ctx)
    const detail = { decision, finding: acceptance.findingId }
    return {
      result: notices,
      trail: [{ subject: 'acceptance', subjectId: acceptanceId, detail }],
    }
  },
})

/**
 * A second person of the club says yes or no to accepting a risk: never who asked, and never the
 * coach whose account it is, or may be. Throws `not_found`, `invalid_input`, `conflict` where they may not, it
 * was decided or taken back meanwhile, or the rules allow it no more.
 */
export async function decideAcceptance(ctx: Context, asked: z.input<typeof input>): Promise<void> {
  await hintNotices(await decide(ctx, asked))
}

async function waiting(tx: Tx, acceptanceId: string): Promise<Acceptance> {
  const [found] = await tx.select().from(acceptances).where(eq(acceptances.id, acceptanceId))
  if (!found) throw notFound()
  return found
}

async function refuseWhoMayNot(tx: Tx, userId: string, acceptance: Acceptance): Promise<void> {
  if (acceptance.aboveName !== null) throw conflict(`${acceptance.aboveName} decides on this.`)
  if (acceptance.requestedBy === userId) {
    throw conflict('You asked for this, so somebody else has to decide.')
  }
  if (await mayBeCoach(tx, acceptance.coachId, userId)) {
    throw conflict(
      'This is about your own account, or one with your e-mail address. Ask another person.',
    )
  }
}

async function refuseUnlessAllowed(tx: Tx, ctx: Context, acceptance: Acceptance): Promise<void> {
  const { control, requestedAt, until } = acceptance
  const profile = await effectiveProfile(tx, ctx, ctx.now)
  if (!mayAccept(profile, control, requestedAt, until)) {
    throw conflict('The rules do not let anybody accept this risk any more.')
  }
  if (until <= ctx.now) throw conflict('The day that was asked for is over.')
}
