import { and, desc, eq, inArray, isNotNull, isNull, lte } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { notices } from '#db/schema/notices'
import { organisations } from '#db/schema/organisations'
import { command } from '../command'
import type { Context } from '../context'
import { usualTimeZone } from '../core/humane-hours'
import { noticeKinds, type Notice } from '../core/notices/notice'
import { digestTime, isGathered } from '../core/reminders/digest'
import { lockUntilCommit } from '../database/lock-until-commit'
import { id } from '../ids'
import { dueFinish } from '../jobs/due'
import { noticeOf } from './notice-of'
import { noticeStands } from './notice-stands'

type Gathered = {
  readonly userId: string
  readonly notices: readonly {
    readonly id: string
    readonly notice: Notice
    readonly stands: boolean
  }[]
}

const gatheredKinds = noticeKinds.filter(isGathered)

/** Whoever is in another's digest is settled with it; this is only for what went wrong there. */
const lookAgain_ms = 60 * 60 * 1000

/**
 * Writes down what goes into the digest that this notice leads, and returns it: all that the person
 * waits to be told by now. Null where it is not its turn: it is in another one, or too early for a
 * next one; then it is looked at again. Taken up again, it is the same digest.
 */
export const gatherDigest = command({
  name: 'digest.gather',
  permission: 'notice.work',
  input: z.object({ noticeId: id, token: id }),
  async run(tx, ctx, { noticeId, token }) {
    await lockUntilCommit(tx, `digest:${ctx.organisation.id}`)
    const [row] = await tx.select().from(notices).where(eq(notices.id, noticeId))
    const at = await turnOf(tx, ctx, row)
    if (at !== null) {
      await dueFinish(tx, 'send-notice', noticeId, token, at)
      const detail = { until: at.toISOString() }
      return { result: null, trail: [{ subject: 'notice', subjectId: noticeId, detail }] }
    }
    if (row?.digestId === null) await claim(tx, ctx, noticeId)
    const result = await readDigest(tx, ctx, noticeId)
    const detail = { notices: result.notices.length }
    return { result, trail: [{ subject: 'notice', subjectId: noticeId, detail }] }
  },
})

/** When to look again; null where it is this notice's turn to lead. */
async function turnOf(tx: Tx, ctx: Context, row: typeof notices.$inferSelect | undefined) {
  if (row?.digestId === row?.id) return null
  if (row?.digestId) return new Date(ctx.now.getTime() + lookAgain_ms)
  const [last] = await tx
    .select({ at: notices.settledAt })
    .from(notices)
    .where(and(isNotNull(notices.digestId), eq(notices.state, 'sent')))
    .orderBy(desc(notices.settledAt))
    .limit(1)
  const [me] = await tx
    .select({ timeZone: organisations.timeZone })
    .from(organisations)
    .where(eq(organisations.organisationId, ctx.organisation.id))
  const at = digestTime(ctx.now, last?.at ?? null, me?.timeZone ?? usualTimeZone)
  return at > ctx.now ? at : null
}

const claim = (tx: Tx, ctx: Context, digestId: string) =>
  tx
    .update(notices)
    .set({ digestId })
    .where(
      and(
        inArray(notices.kind, gatheredKinds),
        eq(notices.state, 'waiting'),
        isNull(notices.digestId),
        lte(notices.sendAfter, ctx.now),
      ),
    )

async function readDigest(tx: Tx, ctx: Context, digestId: string): Promise<Gathered> {
  const rows = await tx
    .select({ notice: notices, userId: organisations.userId })
    .from(notices)
    .innerJoin(organisations, eq(organisations.organisationId, notices.organisationId))
    .where(and(eq(notices.digestId, digestId), eq(notices.state, 'waiting')))
    .orderBy(notices.ofName, notices.createdAt, notices.id)
  const found: { id: string; notice: Notice; stands: boolean }[] = []
  for (const row of rows) {
    const notice = noticeOf(row.notice)
    if (!notice) continue
    const stands = await noticeStands(tx, ctx, row.notice.id)
    found.push({ id: row.notice.id, notice, stands })
  }
  return { userId: rows[0]?.userId ?? '', notices: found }
}
