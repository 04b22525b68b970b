import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { acceptanceRequests } from '#db/schema/acceptances'
import { command } from '../command'
import type { Context } from '../context'
import { conflict, notFound } from '../core/errors'
import { writeEvidenceRecords } from '../evidence-records/write-evidence-record'
import { id } from '../ids'
import { enqueue } from '../jobs/enqueue'
import { sha256Hex } from '../core/sha256'
import { decisionWhy } from './acceptance-reason'

const input = z.object({
  requestId: id,
  decision: z.enum(['approved', 'refused'], { error: 'Choose yes or no.' }),
  why: decisionWhy,
})

const decide = command({
  name: 'acceptance.decide_request',
  permission: 'acceptance.decide_above',
  input,
  async run(tx, ctx, { requestId, decision, why }) {
    if (ctx.actor.kind !== 'user') throw notFound()
    const of = eq(acceptanceRequests.id, requestId)
    const [decided] = await tx
      .update(acceptanceRequests)
      .set({
        ...{ state: decision, decidedBy: ctx.actor.userId, decidedByName: ctx.actor.name },
        ...{ decidedAt: ctx.now, decisionWhy: why },
      })
      .where(and(of, eq(acceptanceRequests.state, 'requested')))
      .returning()
    if (!decided) {
      if ((await tx.$count(acceptanceRequests, of)) === 0) throw notFound()
      throw conflict()
    }
    if (decision === 'approved' && decided.until <= ctx.now) {
      throw conflict('The day that was asked for is over.')
    }
    const sent = await tx.execute<{ outcome: string }>(
      sql`select deliver_acceptance_decision(${requestId}::uuid) as outcome`,
    )
    refuseUnlessDelivered(sent.rows[0]?.outcome)
    const { clubOrganisationId: club, control, level, until } = decided
    await writeEvidenceRecords(tx, ctx, 'acceptance', [
      {
        ...{ acceptance: requestId, at: ctx.now.toISOString(), by: ctx.actor.userId, club },
        ...{ control, event: decision, level, until: until.toISOString() },
        why_sha256: sha256Hex(why),
      },
    ])
    const detail = { decision, club }
    return {
      result: club,
      trail: [{ subject: 'acceptance_request', subjectId: requestId, detail }],
    }
  },
})

/**
 * A safeguarding lead or administrator of a region or body says yes or no to a club that has nobody
 * else to decide. The club's own worker writes it down there. Throws `not_found`, `invalid_input`, `conflict` where
 * it was decided or taken back meanwhile, the club has left, or they are concerned themselves.
 */
export async function decideRequest(ctx: Context, asked: z.input<typeof input>): Promise<void> {
  const club = await decide(ctx, asked)
  await enqueue('acceptance', club, asked.requestId)
}

function refuseUnlessDelivered(outcome: string | undefined): void {
  if (outcome === 'delivered') return
  throw outcome === 'concerned'
    ? conflict('You asked for this, or it is about your own account. Somebody else has to decide.')
    : conflict('The club took this back, or is no longer under you. Look again.')
}
