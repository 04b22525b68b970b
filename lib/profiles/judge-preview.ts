import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { previewQuestions } from '#db/schema/profiles'
import { command } from '../command'
import type { Context } from '../context'
import { profileDocument } from '../core/profiles/document'
import { effectiveAt } from '../core/profiles/effective'
import type { Profile } from '../core/profiles/profile'
import type { Publication } from '../core/profiles/publication'
import { isOver } from '../core/session-time'
import { exemptNow } from '../exemptions/exempt-now'
import type { Verdict } from '../findings/verdict'
import { id } from '../ids'
import { dueFinish } from '../jobs/due'
import type { Lease } from '../jobs/with-due'
import { connectionsJudged, groupsOf, sessionsOf } from './connections-judged'
import { rulesKnown } from './rules-known'
import { storedAudits, verdictsAgain } from './stored-audits'

type Question = typeof previewQuestions.$inferSelect

const answer = command({
  name: 'profile.answer_preview',
  permission: 'audit.work',
  input: z.object({ questionId: id, token: id }),
  async run(tx, ctx, { questionId, token }) {
    const [question] = await tx
      .select()
      .from(previewQuestions)
      .where(eq(previewQuestions.id, questionId))
    const counts = question ? await countsOf(tx, ctx, question) : null
    if (counts) {
      await tx
        .update(previewQuestions)
        .set({ ...counts, answeredAt: ctx.now })
        .where(eq(previewQuestions.id, questionId))
      await tx.execute(sql`select answer_preview(${questionId}::uuid)`)
    }
    await dueFinish(tx, 'judge-preview', questionId, token, null)
    const detail = { asked_by: question?.publisherOrganisationId ?? null, ...counts }
    return { result: undefined, trail: [{ subject: 'preview', subjectId: questionId, detail }] }
  },
})

/**
 * Says how a club would stand under rules that a body above it is writing, from what was read before:
 * which rules it would newly fall short of, and which no more. The body gets that, and no more.
 */
export const judgePreview = (ctx: Context, questionId: string, { token }: Lease): Promise<void> =>
  answer(ctx, { questionId, token })

async function countsOf(tx: Tx, ctx: Context, question: Question) {
  const { now, then } = await bothRules(tx, ctx, question)
  const of = { now: noFindings(), then: noFindings() }
  const exemptIn = {
    now: await exemptNow(tx, now, ctx.now),
    then: await exemptNow(tx, then, ctx.now),
  }
  let isJudged = false
  for (const { connectionId, coachId } of await connectionsJudged(tx)) {
    const subjectIds =
      coachId === null
        ? await groupsOf(tx, connectionId)
        : (await sessionsOf(tx, connectionId))
            .filter((session) => session.endedAt === null && !isOver(session, ctx.now))
            .map((session) => session.id)
    for (const audit of await storedAudits(tx, connectionId)) {
      isJudged = true
      note(of.now, verdictsAgain(now, audit, connectionId, subjectIds, exemptIn.now))
      note(of.then, verdictsAgain(then, audit, connectionId, subjectIds, exemptIn.then))
    }
  }
  const fallsShort = ({ now: stands }: typeof of) => new Set([...stands.MUST, ...stands.SHOULD])
  const before = fallsShort(of)
  const after = new Set([...of.then.MUST, ...of.then.SHOULD])
  return {
    judged: isJudged,
    newlyShort: [...of.then.MUST].filter((control) => !of.now.MUST.has(control)),
    newlyAdvised: [...of.then.SHOULD].filter((control) => !before.has(control)),
    noLonger: [...before].filter((control) => !after.has(control)),
  }
}

/** What is found against an account, by how strongly it is asked for. */
const noFindings = () => ({ MUST: new Set<string>(), SHOULD: new Set<string>() })

function note(found: ReturnType<typeof noFindings>, verdicts: readonly Verdict[]): void {
  for (const { control, level, result, derived } of verdicts) {
    if (result === 'not_met' && !derived) found[level].add(control)
  }
}

/** Long after everything that is announced has begun to count. */
const end = new Date(Date.UTC(9999, 0, 1))

/** The club's rules as they are, and as they would be in the end if this were published now. */
async function bothRules(
  tx: Tx,
  ctx: Context,
  { publisherOrganisationId: publisherId, document }: Question,
): Promise<{ now: Profile; then: Profile }> {
  const { sources, publications } = await rulesKnown(tx, ctx)
  const version = 1 + Math.max(0, ...publications.map((each) => each.version))
  const drafted: Publication = {
    ...{ id: 'draft', publisherId, profile: 'draft', version },
    ...{ publishedAt: ctx.now, inForceFrom: ctx.now, document: profileDocument.parse(document) },
  }
  return {
    now: effectiveAt(sources, publications, ctx.now).profile,
    then: effectiveAt(sources, [...publications, drafted], end).profile,
  }
}
