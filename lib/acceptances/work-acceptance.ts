import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { acceptances } from '#db/schema/acceptances'
import { command } from '../command'
import type { Context } from '../context'
import { endingSoonAt, mayAccept } from '../core/acceptances/acceptance-limit'
import { id } from '../ids'
import { dueAdd, dueFinish } from '../jobs/due'
import type { Lease } from '../jobs/with-due'
import { hintNotices, type WrittenNotice } from '../notices/written-notice'
import { effectiveProfile } from '../profiles/effective-profile'
import { deliverStatus } from '../roll-ups/deliver-status'
import type { Acceptance } from './append-event'
import { applyDecision } from './apply-decision'
import { endAcceptances } from './end-acceptances'
import { tellOfAcceptance } from './tell-of-acceptance'

const work = command({
  name: 'acceptance.work',
  permission: 'acceptance.work',
  input: z.object({ acceptanceId: id, token: id }),
  async run(tx, ctx, { acceptanceId, token }) {
    // Ended first, which locks the row: a decision that is delivered meanwhile adds it again.
    await dueFinish(tx, 'acceptance', acceptanceId, token, null)
    const acceptance = await held(tx, acceptanceId)
    const done = acceptance ? await workOne(tx, ctx, acceptance) : nothing
    await deliverStatus(tx, ctx)
    return {
      result: done.notices,
      trail: [{ subject: 'acceptance', subjectId: acceptanceId, detail: { did: done.did } }],
    }
  },
})

/**
 * Does with an acceptance what is due: writes down what the region or body decided, tells that it is
 * about to end, or ends it when its day has come.
 */
export async function workAcceptance(
  ctx: Context,
  acceptanceId: string,
  { token }: Pick<Lease, 'token'>,
): Promise<void> {
  await hintNotices(await work(ctx, { acceptanceId, token }))
}

type Done = {
  readonly did: 'nothing' | 'decided' | 'ended' | 'told'
  readonly notices: readonly WrittenNotice[]
}

const nothing: Done = { did: 'nothing', notices: [] }

async function held(tx: Tx, acceptanceId: string): Promise<Acceptance | undefined> {
  const [found] = await tx
    .select()
    .from(acceptances)
    .where(eq(acceptances.id, acceptanceId))
    .for('update')
  return found
}

async function workOne(tx: Tx, ctx: Context, acceptance: Acceptance): Promise<Done> {
  const { state, until } = acceptance
  if (state !== 'requested' && state !== 'approved') return nothing
  if (until <= ctx.now) return end(tx, ctx, acceptance, 'time_up')
  const { control, requestedAt } = acceptance
  const profile = await effectiveProfile(tx, ctx, ctx.now)
  if (!mayAccept(profile, control, requestedAt, until)) {
    return end(tx, ctx, acceptance, 'not_allowed')
  }
  if (state === 'requested') return decided(tx, ctx, acceptance)
  await dueAdd(tx, 'acceptance', acceptance.id, until)
  const soon = endingSoonAt(acceptance.decidedAt ?? requestedAt, until)
  if (soon === null || soon > ctx.now) return nothing
  const notices = await tellOfAcceptance(tx, ctx, acceptance.id, 'acceptance_ending', until)
  return { did: 'told', notices }
}

async function end(
  tx: Tx,
  ctx: Context,
  acceptance: Acceptance,
  reason: 'time_up' | 'not_allowed',
): Promise<Done> {
  const at = reason === 'time_up' ? acceptance.until : ctx.now
  return { did: 'ended', notices: await endAcceptances(tx, ctx, [acceptance.id], reason, at) }
}

/** What the region or body delivered; where it has not yet, it is looked at again when its day comes. */
async function decided(tx: Tx, ctx: Context, acceptance: Acceptance): Promise<Done> {
  const { aboveDecision, aboveBy, aboveByName, aboveName, aboveWhy, aboveAt } = acceptance
  await dueAdd(tx, 'acceptance', acceptance.id, acceptance.until)
  if (!aboveDecision || !aboveBy || !aboveAt) return nothing
  const by = { userId: aboveBy, name: [aboveByName, aboveName].filter(Boolean).join(', ') }
  const step = { decision: aboveDecision, by, why: aboveWhy ?? '', at: aboveAt }
  return { did: 'decided', notices: await applyDecision(tx, ctx, acceptance, step) }
}
