import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { exemptions } from '#db/schema/exemptions'
import { sessions } from '#db/schema/meetings'
import { whoDecides } from '../acceptances/who-decides'
import { command } from '../command'
import type { Context } from '../context'
import { conflict, notFound } from '../core/errors'
import type { ExemptCategory } from '../core/profiles/exempt-categories'
import { lapsesAt } from '../core/proof/statement'
import { sha256Hex } from '../core/sha256'
import { withoutUnseenInLines } from '../core/unseen'
import { isUniqueViolation } from '../database/unique-violation'
import { writeEvidenceRecords } from '../evidence-records/write-evidence-record'
import { id, newId } from '../ids'
import { appendEvent } from './append-event'
import { exemptCategory } from './exempt-category'
import { lapseExemptions } from './lapse-exemptions'

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

/**
 * An officer says that the club, or one of its sessions, belongs to a category for which some rules
 * do not hold, and why. It changes nothing until a second person agrees. Throws `invalid_input`,
 * `not_found` where it is no session of the club, `conflict` where the rules do not name the
 * category, it was said already, or nobody else is there to agree.
 */
export const sayExempt = command({
  name: 'exemption.say',
  permission: 'exemption.say',
  input,
  async run(tx, ctx, { categoryKey, sessionId, reason }) {
    if (ctx.organisation.kind !== 'club' || ctx.actor.kind !== 'user') throw notFound()
    const subject = await subjectOf(tx, ctx, sessionId)
    const { category, profile } = await exemptCategory(tx, ctx, categoryKey)
    if ((await whoDecides(tx, ctx.actor.userId, subject.coachId)).kind !== 'club') {
      throw conflict(
        'Nobody else in your club can agree to this yet. Invite a second officer first.',
      )
    }
    // One whose day is over may not have been written down as that, and would be in the way.
    await lapseExemptions(tx, ctx, profile)
    const exemptionId = await insert(tx, ctx, category, subject, reason)
    const { subjectKind, subjectId } = subject
    const detail = { category: categoryKey, subject_kind: subjectKind, subject: subjectId }
    return {
      result: exemptionId,
      trail: [{ subject: 'exemption', subjectId: exemptionId, detail }],
    }
  },
})

type Subject = {
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
  await appendEvent(tx, ctx, { id: exemptionId, evidenceRecordId }, 'said')
  return exemptionId
}
