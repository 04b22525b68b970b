import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { coaches } from '#db/schema/coaches'
import { sessions } from '#db/schema/meetings'
import { findings } from '#db/schema/results'
import { checkOfConnection } from '../audits/check-of-connection'
import { onlyCoach } from '../coaches/only-coach'
import type { CheckAgain } from '../core/check-again'
import { notFound } from '../core/errors'
import { resultRows, type ResultRow } from '../core/result-rows'
import type { SessionStatus } from '../core/session-status'
import { isOver } from '../core/session-time'
import { listed, orders, selectFindings, type ListedFinding } from '../findings/list-findings'
import { openFindingIds } from '../findings/open-finding-ids'
import { id } from '../ids'
import { ofClubAccount, type OfClubAccount } from '../meetings/of-club-account'
import { bodiesAbove } from '../organisations/bodies-above'
import { query } from '../query'
import { proofOfResults } from '../statements/proof-of-results'
import { nextStart } from './coming'
import { otherHosts } from './other-hosts'
import { sessionResults } from './session-results'

export type Session = {
  sessionId: string
  topic: string | null
  startsAt: Date | null
  duration_minutes: number | null
  /** As Zoom numbers them: 3 and 8 repeat, 4 is the host's personal room. */
  zoomType: number
  coachId: string
  coachName: string
  coachEmail: string
  /** Null once it is past or gone: nothing is said of it any more. */
  status: SessionStatus | null
  /** Why it is no longer among the coming ones. */
  ended: 'past' | 'removed' | 'no_longer_a_session' | 'left' | null
  endedAt: Date | null
  /** How many people beside the coach may start it; null where no check told. */
  otherHosts: number | null
  /** What the session sets for itself, and what its host's account decides for it. */
  own: readonly ResultRow[]
  fromAccount: readonly ResultRow[]
  /** The bodies whose rules they are, by name. */
  bodies: readonly string[]
  /** Closed findings about this session, the last closed first. */
  closed: readonly ListedFinding[]
  check: CheckAgain
} & OfClubAccount

const closed_max = 20

/** One session with what was checked for it. A coach has their own only. */
export const getSession = query({
  permission: 'session.read',
  input: z.object({ sessionId: id }),
  async run(tx, ctx, { sessionId }): Promise<Session> {
    const own = onlyCoach(ctx)
    const [row] = await tx
      .select({ session: sessions, startsAt: nextStart(ctx.now), coach: coaches })
      .from(sessions)
      .innerJoin(coaches, eq(coaches.id, sessions.coachId))
      .where(eq(sessions.id, sessionId))
    if (!row || (own && row.coach.id !== own)) throw notFound()
    const { session, coach } = row
    const past = isOver(session, ctx.now)
    const ended = past ? 'past' : session.endedAt ? (session.endReason ?? 'removed') : null
    const results = (await sessionResults(tx, ctx.now, [session])).get(sessionId)
    const findingOf = await openFindingIds(tx, [sessionId, session.connectionId])
    const all = [...(results?.own ?? []), ...(results?.fromAccount ?? [])]
    const proofOf = await proofOfResults(tx, ctx, all)
    const closed = await selectFindings(tx)
      .where(and(eq(findings.subjectId, sessionId), eq(findings.state, 'closed')))
      .orderBy(...orders.closed(false))
      .limit(closed_max)
    return {
      sessionId,
      topic: session.topic,
      startsAt: ended ? session.startsAt : row.startsAt,
      duration_minutes: session.duration_minutes,
      zoomType: session.zoomType,
      coachId: coach.id,
      coachName: coach.name,
      coachEmail: coach.email,
      status: ended ? null : (results?.status ?? null),
      ended,
      endedAt: session.endedAt,
      otherHosts: await otherHosts(tx, sessionId, results?.own[0]?.auditId),
      own: resultRows(results?.own ?? [], ctx.now, findingOf, proofOf),
      fromAccount: resultRows(results?.fromAccount ?? [], ctx.now, findingOf, proofOf),
      bodies: await bodiesAbove(tx),
      closed: closed.map(listed),
      ...(await ofClubAccount(tx, sessionId)),
      check: await checkOfConnection(tx, ctx.now, session.connectionId, coach.endsAt !== null),
    }
  },
})
