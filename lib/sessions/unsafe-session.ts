import { and, eq } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { sessions } from '#db/schema/meetings'
import { coaches } from '#db/schema/coaches'
import { controlWords } from '../core/control-words'
import { derivedControls } from '../core/controls/derived'
import { notFound } from '../core/errors'
import { openFindingIds } from '../findings/open-finding-ids'
import type { ListedSession } from './list-sessions'
import { sessionResults } from './session-results'

/** A coming session with what breaks a MUST in it. */
export type UnsafeSession = {
  session: ListedSession
  coachEmail: string
  mends: readonly {
    control: string
    headline: string
    findingId: string | null
    /** True where the session sets it for itself; else its host's account decides. */
    isOwn: boolean
  }[]
  /** When the newest of it was looked at. */
  checkedAt: Date | null
}

/** What is wrong with a session, its own settings first and then what its host's account decides. */
export async function unsafeSession(
  tx: Tx,
  now: Date,
  session: ListedSession,
): Promise<UnsafeSession> {
  const [row] = await tx
    .select({ connectionId: sessions.connectionId, coachEmail: coaches.email })
    .from(sessions)
    .innerJoin(coaches, and(eq(coaches.id, sessions.coachId)))
    .where(eq(sessions.id, session.sessionId))
  if (!row) throw notFound()
  const { connectionId, coachEmail } = row
  const of = { id: session.sessionId, connectionId }
  const results = (await sessionResults(tx, now, [of])).get(session.sessionId)
  const findingOf = await openFindingIds(tx, [session.sessionId, connectionId])
  const unmet = [...(results?.own ?? []), ...(results?.fromAccount ?? [])].filter(
    ({ level, result, control }) =>
      level === 'MUST' && result === 'not_met' && !derivedControls.includes(control),
  )
  const times = unmet.map((result) => result.checkedAt.getTime())
  return {
    session,
    coachEmail,
    mends: unmet.map((result) => ({
      control: result.control,
      headline: controlWords(result.control, result.subjectKind).headline,
      findingId: findingOf(result),
      isOwn: result.subjectKind === 'meeting',
    })),
    checkedAt: times.length > 0 ? new Date(Math.max(...times)) : null,
  }
}
