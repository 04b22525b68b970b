import { and, asc, desc, eq, sql, type SQL } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { coaches } from '#db/schema/coaches'
import { sessions } from '#db/schema/meetings'
import { onlyCoach } from '../coaches/only-coach'
import type { SessionStatus } from '../core/session-status'
import { id } from '../ids'
import { cursor, pageOf, type Paged } from '../keyset'
import { query } from '../query'
import { isComing, nextStart } from './coming'
import { sessionResults } from './session-results'

export type ListedSession = {
  sessionId: string
  /** Null where the coach's account did not tell it yet. */
  topic: string | null
  /** The next time; null where none is known: a series without a time, or its next is not read yet. */
  startsAt: Date | null
  duration_minutes: number | null
  coachId: string
  coachName: string
  status: SessionStatus
}

export type SessionKey = readonly [startsAt: string, sessionId: string]

type Coming = {
  coachId?: string | undefined
  /** Only those that begin before then; what has no time is left out, too. */
  until?: Date
  after?: SessionKey | undefined
  before?: SessionKey | undefined
  limit: number
}

const page_rows = 50

// What has no time comes after all that has one.
const timeless = 'infinity'
const key = cursor(z.tuple([z.union([z.iso.datetime(), z.literal(timeless)]), id]))

/** Coming sessions, the next one first, those without a time last; a coach's own, or the whole club's. */
export const listSessions = query({
  permission: 'session.read',
  input: z.object({ after: key.optional(), before: key.optional() }),
  async run(tx, ctx, { after, before }): Promise<Paged<ListedSession>> {
    const coachId = onlyCoach(ctx) ?? undefined
    const limit = page_rows + 1
    const rows = await comingSessions(tx, ctx.now, { coachId, after, before, limit })
    return pageOf(
      rows,
      page_rows,
      ({ startsAt, sessionId }) => [startsAt?.toISOString() ?? timeless, sessionId],
      { backwards: before !== undefined, started: after !== undefined },
    )
  },
})

/** Coming sessions with how each stands; with `before`, backwards. */
export async function comingSessions(
  tx: Tx,
  now: Date,
  { coachId, until, after, before, limit }: Coming,
): Promise<ListedSession[]> {
  const start = nextStart(now)
  const sortable = sql`coalesce(${start}, ${timeless}::timestamptz)`
  const order = before ? desc : asc
  const beyond = (comparison: SQL, at: SessionKey) =>
    sql`(${sortable}, ${sessions.id}) ${comparison} (${at[0]}::timestamptz, ${at[1]}::uuid)`
  const rows = await tx
    .select({ session: sessions, startsAt: start, coachName: coaches.name })
    .from(sessions)
    .innerJoin(coaches, eq(coaches.id, sessions.coachId))
    .where(
      and(
        isComing(now),
        coachId ? eq(sessions.coachId, coachId) : undefined,
        until ? sql`${start} < ${until.toISOString()}::timestamptz` : undefined,
        after ? beyond(sql`>`, after) : undefined,
        before ? beyond(sql`<`, before) : undefined,
      ),
    )
    .orderBy(order(sortable), order(sessions.id))
    .limit(limit)
  const results = await sessionResults(
    tx,
    now,
    rows.map(({ session }) => session),
  )
  return rows.flatMap(({ session, startsAt, coachName }) => {
    const status = results.get(session.id)?.status
    if (!status) return []
    const { id: sessionId, topic, duration_minutes, coachId: hostId } = session
    return [{ sessionId, topic, startsAt, duration_minutes, coachId: hostId, coachName, status }]
  })
}
