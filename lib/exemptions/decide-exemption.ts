import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { exemptions } from '#db/schema/exemptions'
import { mayBeCoach } from '../coaches/who-may-be-coach'
import { command } from '../command'
import type { Context } from '../context'
import { conflict, notFound } from '../core/errors'
import { exemptionDecisions } from '../core/exemptions/exemption'
import { untilOf } from '../core/exemptions/term-of'
import { notVerifiableWords } from '../core/proof/words'
import { whyNotVerify } from '../core/proof/claim'
import { id } from '../ids'
import { enqueue } from '../jobs/enqueue'
import type { Exemption } from './append-event'
import { applyDecision } from './apply-decision'
import { exemptCategory } from './exempt-category'

const input = z.object({
  exemptionId: id,
  decision: z.enum(exemptionDecisions, { error: 'Choose yes or no.' }),
})

const decide = command({
  name: 'exemption.decide',
  permission: 'exemption.decide',
  input,
  async run(tx, ctx, { exemptionId, decision }) {
    if (ctx.actor.kind !== 'user') throw notFound()
    const { userId, name } = ctx.actor
    const exemption = await waiting(tx, ctx, exemptionId)
    const agrees = decision === 'confirmed'
    if (agrees) await refuseOver(tx, ctx, exemption)
    await applyDecision(tx, ctx, exemption, { decision, by: { userId, name }, at: ctx.now })
    const detail = { decision, category: exemption.categoryKey }
    return {
      result: agrees,
      trail: [{ subject: 'exemption', subjectId: exemptionId, detail }],
    }
  },
})

/**
 * A second person agrees that the club or session belongs to the category, or does not: never who
 * said it, and never whose session it is. The club is judged again. Throws `not_found`, `conflict`
 * where they may not, it was decided, taken back or is over, or the rules name it no more.
 */
export async function decideExemption(ctx: Context, asked: z.input<typeof input>): Promise<void> {
  const isNew = await decide(ctx, asked)
  if (isNew) await enqueue('judge-again', ctx.organisation.id, ctx.organisation.id)
}

async function waiting(tx: Tx, ctx: Context, exemptionId: string): Promise<Exemption> {
  const [found] = await tx.select().from(exemptions).where(eq(exemptions.id, exemptionId))
  if (!found || ctx.actor.kind !== 'user') throw notFound()
  const { userId } = ctx.actor
  if (found.aboveName !== null) throw conflict(`${found.aboveName} decides on this.`)
  const subjectUserId = (await mayBeCoach(tx, found.coachId, userId)) ? userId : null
  const reason = whyNotVerify({ providedBy: found.saidBy, subjectUserId }, userId)
  if (reason) throw conflict(notVerifiableWords[reason])
  return found
}

async function refuseOver(tx: Tx, ctx: Context, exemption: Exemption): Promise<void> {
  const { category } = await exemptCategory(tx, ctx, exemption.categoryKey)
  if (untilOf(exemption, [category]) <= ctx.now) throw conflict('Its day is over.')
}
