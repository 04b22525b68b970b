import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { sessions } from '#db/schema/meetings'
import { mendRequests } from '#db/schema/mends'
import { findings } from '#db/schema/results'
import { command } from '../command'
import { actorUserId, type Context } from '../context'
import { askingLimits } from '../core/asking-limits'
import { calendarDate } from '../core/dates'
import { conflict, notFound } from '../core/errors'
import { id, newId } from '../ids'
import { notifyMendAsked } from '../notices/notify-mend-asked'
import { hintNotices } from '../notices/written-notice'
import { refuseBeyond } from '../trail/refuse-beyond'

/** What a host is asked to mend: one finding, or everything that is open of one session. */
export const askedInput = z.object({ subjectKind: z.enum(['finding', 'session']), subjectId: id })

type Asked = z.output<typeof askedInput>

const ask = command({
  name: 'mend.ask',
  permission: 'mend.ask',
  input: askedInput,
  async run(tx, ctx, asked) {
    const askedBy = actorUserId(ctx)
    const { coachId, startsAt } = await openOf(tx, asked)
    if (!askedBy || ctx.actor.kind !== 'user') throw notFound()
    await refuseTooMany(tx, ctx, coachId)
    const requestId = newId()
    const written = await tx
      .insert(mendRequests)
      .values({
        ...{ organisationId: ctx.organisation.id, id: requestId, ...asked, coachId, askedBy },
        ...{ askedByName: ctx.actor.name, askedAt: ctx.now, askedOn: calendarDate(ctx.now) },
      })
      .onConflictDoNothing()
      .returning({ id: mendRequests.id })
    if (!written[0]) throw conflict('They were asked for this today already.')
    const notices = await notifyMendAsked(tx, ctx, requestId, startsAt)
    if (notices.length === 0) {
      throw conflict('This coach has no record of their own here. Write to them yourself.')
    }
    const detail = { coach: coachId, request: requestId }
    return {
      result: notices,
      trail: [{ subject: asked.subjectKind, subjectId: asked.subjectId, detail }],
    }
  },
})

/**
 * Asks a host to mend what is open of theirs: one notice, with the way to what Touchline would change.
 * Once a day for one thing. Throws `not_found`, `conflict` where nothing of it is open, it was asked
 * today or they cannot be reached, `too_many_attempts`.
 */
export async function askHost(ctx: Context, asked: z.input<typeof askedInput>): Promise<void> {
  await hintNotices(await ask(ctx, asked))
}

async function openOf(tx: Tx, { subjectKind, subjectId }: Asked) {
  const isSession = subjectKind === 'session'
  const [row] = await tx
    .select({ finding: findings, coachOfSession: sessions.coachId, startsAt: sessions.startsAt })
    .from(findings)
    .leftJoin(sessions, eq(sessions.id, findings.subjectId))
    .where(
      isSession
        ? and(eq(findings.subjectKind, 'meeting'), eq(findings.subjectId, subjectId), isOpen)
        : eq(findings.id, subjectId),
    )
    .limit(1)
  if (!row && isSession && (await isSessionHere(tx, subjectId))) throw nothingOpen()
  if (!row) throw notFound()
  const { finding, startsAt } = row
  if (finding.state !== 'open') throw nothingOpen()
  // The club's own account is nobody's to be asked about.
  if (finding.coachId === null) throw notFound()
  return { coachId: finding.coachId, startsAt }
}

const isOpen = eq(findings.state, 'open')

async function isSessionHere(tx: Tx, sessionId: string): Promise<boolean> {
  const rows = await tx.select({ id: sessions.id }).from(sessions).where(eq(sessions.id, sessionId))
  return rows.length > 0
}

const nothingOpen = () => conflict('There is nothing open of it any more.')

const refuseTooMany = (tx: Tx, ctx: Context, coachId: string) =>
  refuseBeyond(
    tx,
    ctx,
    askingLimits.mendsOfOneADay,
    { commands: ['mend.ask'], detail: { coach: coachId } },
    `They were asked to mend ${askingLimits.mendsOfOneADay.count} things today. Ring them: that helps more than another mail.`,
  )
