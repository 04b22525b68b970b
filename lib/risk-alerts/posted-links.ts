import { and, desc, eq } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { coaches } from '#db/schema/coaches'
import { sessions } from '#db/schema/meetings'
import { findings } from '#db/schema/results'
import { postedPublicly } from '../core/controls/posted-publicly'
import { nextStart } from '../sessions/coming'

/** A session whose link was found in public, and whom to reach about it. */
export type PostedLink = {
  findingId: string
  /** What Zoom said, and when, in a sentence. */
  because: string
  lastSeenAt: Date
  coachId: string
  coachName: string
  coachEmail: string
  session: { sessionId: string; topic: string | null; startsAt: Date | null }
}

/** All of the club's that are open, the newest first. */
export async function postedLinks(tx: Tx, now: Date): Promise<PostedLink[]> {
  const rows = await tx
    .select({ finding: findings, session: sessions, startsAt: nextStart(now), coach: coaches })
    .from(findings)
    .innerJoin(sessions, eq(sessions.id, findings.subjectId))
    .innerJoin(coaches, eq(coaches.id, findings.coachId))
    .where(and(eq(findings.state, 'open'), eq(findings.control, postedPublicly.id)))
    .orderBy(desc(findings.lastSeenAt), desc(findings.id))
  return rows.map(({ finding, session, startsAt, coach }) => ({
    findingId: finding.id,
    because: finding.because,
    lastSeenAt: finding.lastSeenAt,
    coachId: coach.id,
    coachName: coach.name,
    coachEmail: coach.email,
    session: { sessionId: session.id, topic: session.topic, startsAt },
  }))
}
