import { and, eq, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { exemptions } from '#db/schema/exemptions'
import { sessions } from '#db/schema/meetings'
import { whoDecides, type WhoDecides } from '../acceptances/who-decides'
import { command } from '../command'
import type { Context } from '../context'
import { askingLimits } from '../core/asking-limits'
import { conflict, notFound } from '../core/errors'
import type { ExemptCategory } from '../core/profiles/exempt-categories'
import { lapsesAt } from '../core/proof/statement'
import { sha256Hex } from '../core/sha256'
import { withoutUnseenInLines } from '../core/unseen'
import { isUniqueViolation } from '../database/unique-violation'
import { writeEvidenceRecords } from '../evidence-records/write-evidence-record'
import { id, newId } from '../ids'
import { hintNotices } from '../notices/written-notice'
import { refuseBeyond } from '../trail/refuse-beyond'
import { appendEvent } from './append-event'
import { exemptCategory } from './exempt-category'
import { lapseExemptions } from './lapse-exemptions'
import { tellOfExemption } from './tell-of-exemption'

const reason_max = 300

const input = z.object({
  categoryKey: z.string().min(1, 'Choose what it is.').max(80),
  /** One session; empty for the club as a whole. */
  sessionId: z.union([z.literal(''), id]),
  reason: z
    .string()
    .transform(withoutUnseenInLines)
    .pipe(
      z
        .string()
        .trim()
        .min(10, 'Say in a sentence why it belongs there.')
        .max(reason_max, `Say it in ${reason_max} characters or fewer.`),
    ),
})

const say = command({
  name: 'exemption.say',
  permission: 'exemption.say',
  input,
  async run(tx, ctx, { categoryKey, sessionId, reason }) {
    if (ctx.organisation.kind !== 'club' || ctx.actor.kind !== 'user') throw notFound()
    const subject = await subjectOf(tx, ctx, sessionId)
    const { category, profile } = await exemptCategory(tx, ctx, categoryKey)
    await refuseTooMany(tx, ctx, subject.subjectId)
    const decides = await whoDecides(tx, ctx.actor.userId, subject.coachId)
    if (decides.kind === 'nobody') {
      throw conflict(
        'Nobody else in your club can agree to this yet. Invite a second officer first.',
      )
    }
    // One whose day is over may not have been written down as that, and would be in the way.
    await lapseExemptions(tx, ctx, profile)
    const exemptionId = await insert(
      tx,
      ctx,
      category,
      { ...subject, ...namesAbove(decides) },
      reason,
    )
    if (decides.kind === 'above') {
      await tx.execute(sql`select deliver_exemption(${exemptionId}::uuid)`)
    }
    const notices = await tellOfExemption(tx, ctx, exemptionId, 'exemption_asked', ctx.now)
    const { subjectKind, subjectId } = subject
    const detail = {
      ...{ category: categoryKey, subject_kind: subjectKind, subject: subjectId },
      decides: decides.kind,
    }
    return {
      result: { exemptionId, notices },
      trail: [{ subject: 'exemption', subjectId: exemptionId, detail }],
    }
  },
})

/**
 * An officer says that the club, or one of its sessions, belongs to a category for which some rules
 * do not hold, and why. It changes nothing until a second person agrees; where the club has nobody
 * else, the region or body above decides. Gives its id. Throws `invalid_input`, `not_found` where it
 * is no session of the club, `conflict` where the rules do not name the category, it was said already,
 * or nobody could agree, `too_many_attempts`.
 */
export async function sayExempt(ctx: Context, asked: z.input<typeof input>): Promise<string> {
  const { exemptionId, notices } = await say(ctx, asked)
  await hintNotices(notices)
  return exemptionId
}

const namesAbove = (decides: WhoDecides) =>
  decides.kind === 'above' ? { aboveId: decides.id, aboveName: decides.name } : {}

const refuseTooMany = (tx: Tx, ctx: Context, subject: string) =>
  refuseBeyond(
    tx,
    ctx,
    askingLimits.exemptionsOfOneADay,
    { commands: ['exemption.say'], detail: { subject } },
    `This was said ${askingLimits.exemptionsOfOneADay.count} times in a day. Talk to whoever decides, or try again tomorrow.`,
  )

type Subject = {
  aboveId?: string
  aboveName?: string
  subjectKind: 'club' | 'meeting'
  subjectId: string
  coachId: string | null
}

async function subjectOf(tx: Tx, ctx: Context, sessionId: string): Promise<Subject> {
  if (sessionId === '') {
    return { subjectKind: 'club', subjectId: ctx.organisation.id, coachId: null }
  }
  const [session] = await tx
    .select({ coachId: sessions.coachId })
    .from(sessions)
    .where(and(eq(sessions.id, sessionId), isNull(sessions.endedAt)))
  if (!session) throw notFound()
  return { subjectKind: 'meeting', subjectId: sessionId, coachId: session.coachId }
}

async function insert(
  tx: Tx,
  ctx: Context,
  { key: categoryKey, category, lasts_days }: ExemptCategory,
  subject: Subject,
  reason: string,
): Promise<string> {
  if (ctx.actor.kind !== 'user') throw notFound()
  const { userId, name } = ctx.actor
  const exemptionId = newId()
  const until = lapsesAt(ctx.now, lasts_days)
  const fact = {
    ...{ exemption: exemptionId, event: 'said', by: userId, at: ctx.now.toISOString() },
    ...{ category: categoryKey, subject_kind: subject.subjectKind, subject: subject.subjectId },
    ...{ reason_sha256: sha256Hex(reason), lapses_at: until.toISOString() },
  }
  const [evidenceRecordId = ''] = await writeEvidenceRecords(tx, ctx, 'exemption', [fact])
  try {
    await tx.insert(exemptions).values({
      ...{ organisationId: ctx.organisation.id, id: exemptionId, categoryKey, category },
      ...{ ...subject, reason, saidBy: userId, saidByName: name, saidAt: ctx.now },
      ...{ lapsesAt: until, evidenceRecordId },
    })
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    throw conflict('Somebody has said this already. Look again.')
  }
  const step = { event: 'said', by: { userId, name }, at: ctx.now } as const
  await appendEvent(tx, ctx, { id: exemptionId, evidenceRecordId }, step)
  return exemptionId
}
