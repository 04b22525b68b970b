import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { erasures } from '#db/schema/rights'
import { zoomConnections } from '#db/schema/zoom-connections'
import { command } from '../command'
import type { Context } from '../context'
import { askingLimits } from '../core/asking-limits'
import { day_ms } from '../core/durations'
import { conflict, notFound } from '../core/errors'
import { answerBy } from '../core/rights/answer-by'
import { newId } from '../ids'
import { dueAdd } from '../jobs/due'
import { query } from '../query'
import { refuseBeyond } from '../trail/refuse-beyond'
import { disconnectConnection } from '../zoom-connections/disconnect-connection'
import { finishOwnErasure } from './finish-own-erasure'

const connected = query({
  permission: 'erasure.ask',
  input: z.object({}),
  run: (tx) =>
    tx
      .select({ connectionId: zoomConnections.id })
      .from(zoomConnections)
      .where(eq(zoomConnections.state, 'connected')),
})

const ask = command({
  name: 'erasure.ask',
  permission: 'erasure.ask',
  input: z.object({}),
  async run(tx, ctx) {
    if (ctx.organisation.kind !== 'person') throw notFound()
    await refuseBeyond(
      ...([tx, ctx, askingLimits.erasuresADay, { commands: ['erasure.ask'] }] as const),
      `You have asked for this ${askingLimits.erasuresADay.count} times in a day. Try again tomorrow.`,
    )
    const requestId = newId()
    const answer = answerBy(ctx.now)
    const [asked] = await tx
      .insert(erasures)
      .values({
        ...{ organisationId: ctx.organisation.id, id: requestId, origin: 'asked_by_person' },
        ...{ askedAt: ctx.now, answerBy: answer, state: 'waiting' },
      })
      .onConflictDoNothing()
      .returning()
    if (!asked) throw conflict('You have asked for this already.')
    const found = await tx.execute<{ clubs: number; erased: object | null }>(sql`
      select deliver_erasure_requests(${ctx.now.toISOString()}, ${answer.toISOString()}) as clubs,
        erase_own_record(false) as erased`)
    const row = found.rows[0]
    if (!row?.erased) throw conflict('A Zoom account was connected meanwhile. Try again.')
    // Looked at each day until no club is to answer and no post is left.
    await dueAdd(tx, 'erase-person', requestId, new Date(ctx.now.getTime() + day_ms))
    const detail = { clubs: row.clubs, ...row.erased }
    return {
      result: { requestId },
      trail: [{ subject: 'erasure', subjectId: requestId, detail }],
    }
  },
})

/**
 * Asks that all be erased that is held of somebody: what is in their own record goes at once, with
 * the connection to Zoom; each club that has them on its register is asked, and decides for itself.
 * Their sign-in goes when no club is still to answer and they have no post any more; true where that
 * is now. Throws `conflict` where they have asked already.
 */
export async function askErasure(ctx: Context): Promise<{ finished: boolean }> {
  for (const each of await connected(ctx, {})) await disconnectConnection(ctx, each)
  await ask(ctx, {})
  return finishOwnErasure(ctx, {})
}
