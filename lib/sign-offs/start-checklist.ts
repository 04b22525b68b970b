import { and, eq, ne, isNull } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { sessions } from '#db/schema/meetings'
import { signOffRequests } from '#db/schema/sign-offs'
import { command } from '../command'
import { notFound } from '../core/errors'
import { beforeSession } from '../core/sign-offs/checklists'
import { lockUntilCommit } from '../database/lock-until-commit'
import { id, newId } from '../ids'
import { query } from '../query'
import { appendEvents } from './append-event'
import { ownRow } from './own-row'

/**
 * Begins the list that a coach goes through before one of their sessions, or finds the one that they
 * began. Returns its request, which is signed as any other. Throws `not_found` for a session of
 * somebody else, or one that has ended.
 */
export const startChecklist = command({
  name: 'sign_off.start_checklist',
  permission: 'sign_off.sign',
  input: z.object({ sessionId: id }),
  async run(tx, ctx, { sessionId }) {
    const { id: coachId } = await ownRow(tx, ctx)
    const [session] = await tx
      .select({ startsAt: sessions.startsAt })
      .from(sessions)
      .where(
        and(eq(sessions.id, sessionId), eq(sessions.coachId, coachId), isNull(sessions.endedAt)),
      )
    if (!session) throw notFound()
    await lockUntilCommit(tx, `checklist:${coachId}:${sessionId}`)
    const begun = await latest(tx, sessionId, session.startsAt)
    const requestId = begun ?? newId()
    if (!begun) {
      const dueAt = session.startsAt && session.startsAt > ctx.now ? session.startsAt : ctx.now
      await tx.insert(signOffRequests).values({
        ...{ organisationId: ctx.organisation.id, id: requestId, coachId, sessionId },
        ...{ kind: 'checklist', words: beforeSession.words, state: 'opened', dueAt },
        ...{ graceUntil: dueAt, askedAt: ctx.now, sentAt: ctx.now, openedAt: ctx.now },
      })
      await appendEvents(tx, ctx, [{ id: requestId, coachId }], 'opened')
    }
    const detail = { session: sessionId, again: begun !== null }
    return {
      result: { requestId },
      trail: [{ subject: 'sign_off_request', subjectId: requestId, detail }],
    }
  },
})

/** The list of a session's next time, for whoever sees the session: by whom and when it was signed. */
export const checklistOfSession = query({
  permission: 'session.read',
  input: z.object({ sessionId: id }),
  async run(tx, ctx, { sessionId }) {
    const [row] = await tx
      .select({ coachId: sessions.coachId, startsAt: sessions.startsAt })
      .from(sessions)
      .where(eq(sessions.id, sessionId))
    if (!row || (ctx.coachId !== null && row.coachId !== ctx.coachId)) return null
    const requestId = await latest(tx, sessionId, row.startsAt)
    if (!requestId) return { requestId: null, signedAt: null }
    const [request] = await tx
      .select({ state: signOffRequests.state, endedAt: signOffRequests.endedAt })
      .from(signOffRequests)
      .where(eq(signOffRequests.id, requestId))
    return { requestId, signedAt: request?.state === 'acknowledged' ? request.endedAt : null }
  },
})

/** A series has one list for each of its times: that of another time is another list. */
async function latest(tx: Tx, sessionId: string, startsAt: Date | null): Promise<string | null> {
  const rows = await tx
    .select({ id: signOffRequests.id, dueAt: signOffRequests.dueAt })
    .from(signOffRequests)
    .where(
      and(
        eq(signOffRequests.sessionId, sessionId),
        eq(signOffRequests.kind, 'checklist'),
        ne(signOffRequests.state, 'withdrawn'),
      ),
    )
  return rows.find(({ dueAt }) => dueAt.getTime() === startsAt?.getTime())?.id ?? null
}
