import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { exemptionRequests } from '#db/schema/exemptions'
import { command } from '../command'
import type { Context } from '../context'
import { conflict, notFound } from '../core/errors'
import { exemptionDecisions } from '../core/exemptions/exemption'
import { writeEvidenceRecords } from '../evidence-records/write-evidence-record'
import { id } from '../ids'
import { enqueue } from '../jobs/enqueue'

const input = z.object({
  requestId: id,
  decision: z.enum(exemptionDecisions, { error: 'Choose yes or no.' }),
})

const decide = command({
  name: 'exemption.decide_request',
  permission: 'exemption.decide_above',
  input,
  async run(tx, ctx, { requestId, decision }) {
    if (ctx.actor.kind !== 'user') throw notFound()
    const of = eq(exemptionRequests.id, requestId)
    const [decided] = await tx
      .update(exemptionRequests)
      .set({
        state: decision === 'confirmed' ? 'in_force' : 'refused',
        ...{ decidedBy: ctx.actor.userId, decidedByName: ctx.actor.name, decidedAt: ctx.now },
      })
      .where(and(of, eq(exemptionRequests.state, 'waiting')))
      .returning()
    if (!decided) {
      if ((await tx.$count(exemptionRequests, of)) === 0) throw notFound()
      throw conflict()
    }
    if (decision === 'confirmed' && decided.lapsesAt <= ctx.now) throw conflict('Its day is over.')
    const sent = await tx.execute<{ outcome: string }>(
      sql`select deliver_exemption_decision(${requestId}::uuid) as outcome`,
    )
    refuseUnlessDelivered(sent.rows[0]?.outcome)
    const { clubOrganisationId: club, categoryKey: category, subjectKind } = decided
    await writeEvidenceRecords(tx, ctx, 'exemption', [
      {
        ...{ exemption: requestId, event: decision, by: ctx.actor.userId, club },
        ...{ at: ctx.now.toISOString(), category, subject_kind: subjectKind },
      },
    ])
    const detail = { decision, club }
    return {
      result: club,
      trail: [{ subject: 'exemption_request', subjectId: requestId, detail }],
    }
  },
})

/**
 * A safeguarding lead or administrator of a region or body says yes or no to a club that has nobody
 * else to agree. The club's own worker writes it down there. Throws `not_found`, `conflict` where it
 * was decided or taken back meanwhile, its day is over, the club has left, or they are concerned
 * themselves.
 */
export async function decideExemptionRequest(
  ctx: Context,
  asked: z.input<typeof input>,
): Promise<void> {
  const club = await decide(ctx, asked)
  await enqueue('exemption', club, asked.requestId)
}

function refuseUnlessDelivered(outcome: string | undefined): void {
  if (outcome === 'delivered') return
  throw outcome === 'concerned'
    ? conflict('You said this, or it is about your own session. Somebody else has to decide.')
    : conflict('The club took this back, or is no longer under you. Look again.')
}
