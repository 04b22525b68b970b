import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { exemptions } from '#db/schema/exemptions'
import { command } from '../command'
import type { Context } from '../context'
import { untilOf } from '../core/exemptions/term-of'
import { remindAt } from '../core/proof/statement'
import { id } from '../ids'
import { dueAdd, dueFinish } from '../jobs/due'
import { enqueue } from '../jobs/enqueue'
import type { Lease } from '../jobs/with-due'
import { hintNotices, type WrittenNotice } from '../notices/written-notice'
import { effectiveProfile } from '../profiles/effective-profile'
import type { Exemption } from './append-event'
import { applyDecision } from './apply-decision'
import { tellOfExemption } from './tell-of-exemption'

const work = command({
  name: 'exemption.work',
  permission: 'exemption.work',
  input: z.object({ exemptionId: id, token: id }),
  async run(tx, ctx, { exemptionId, token }) {
    // Ended first, which locks the row: a decision that is delivered meanwhile adds it again.
    await dueFinish(tx, 'exemption', exemptionId, token, null)
    const [exemption] = await tx
      .select()
      .from(exemptions)
      .where(eq(exemptions.id, exemptionId))
      .for('update')
    const done = exemption ? await workOne(tx, ctx, exemption) : nothing
    return {
      result: done,
      trail: [{ subject: 'exemption', subjectId: exemptionId, detail: { did: done.did } }],
    }
  },
})

/**
 * Does with an exemption what is due: writes down what the region or body decided, or says that it
 * will soon lapse. That it lapses is written down where the club is judged again.
 */
export async function workExemption(
  ctx: Context,
  exemptionId: string,
  { token }: Pick<Lease, 'token'>,
): Promise<void> {
  const { did, notices } = await work(ctx, { exemptionId, token })
  await hintNotices(notices)
  if (did === 'confirmed') await enqueue('judge-again', ctx.organisation.id, ctx.organisation.id)
}

type Done = {
  readonly did: 'nothing' | 'told' | 'confirmed' | 'refused'
  readonly notices: readonly WrittenNotice[]
}

const nothing: Done = { did: 'nothing', notices: [] }

async function workOne(tx: Tx, ctx: Context, exemption: Exemption): Promise<Done> {
  if (exemption.state === 'waiting') return decided(tx, ctx, exemption)
  const { id: exemptionId, confirmedAt } = exemption
  if (exemption.state !== 'in_force' || confirmedAt === null) return nothing
  const { exempt = [] } = await effectiveProfile(tx, ctx, ctx.now)
  // Where the rules name it no more it counts for nothing, and its end is no news.
  if (!exempt.some(({ key }) => key === exemption.categoryKey)) return nothing
  const until = untilOf(exemption, exempt)
  if (until <= ctx.now) return nothing
  const soon = remindAt(confirmedAt, until)
  if (soon > ctx.now) {
    await dueAdd(tx, 'exemption', exemptionId, soon)
    return nothing
  }
  const notices = await tellOfExemption(tx, ctx, exemptionId, 'exemption_lapses', until)
  return { did: 'told', notices }
}

async function decided(tx: Tx, ctx: Context, exemption: Exemption): Promise<Done> {
  const { id: exemptionId, aboveDecision, aboveBy, aboveByName, aboveName, aboveAt } = exemption
  if (!aboveDecision || !aboveBy || !aboveAt) return nothing
  const by = { userId: aboveBy, name: [aboveByName, aboveName].filter(Boolean).join(', ') }
  await applyDecision(tx, ctx, exemption, { decision: aboveDecision, by, at: aboveAt })
  const notices = await tellOfExemption(tx, ctx, exemptionId, 'exemption_decided', aboveAt)
  return { did: aboveDecision, notices }
}
