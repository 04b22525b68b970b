import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { coaches } from '#db/schema/coaches'
import { meetings } from '#db/schema/meetings'
import { coachConnections, zoomConnections } from '#db/schema/zoom-connections'
import { lastRead } from '../audits/delivered-readings'
import type { OpenedTime } from '../core/each-time'
import { absences } from '../core/absences'
import { notFound } from '../core/errors'
import { readTimes } from '../core/mends/one-time'
import type { MendReadings } from '../core/mends/plan-mend'
import type { BodyKind, Reading } from '../core/readings'
import { id } from '../ids'

/** What is to be mended: a host's settings (`user`, by connection) or a session (by meeting). */
export const subjectInput = z.object({ subjectKind: z.enum(['user', 'meeting']), subjectId: id })

export type MendSubject = {
  readonly connection: typeof zoomConnections.$inferSelect
  readonly meeting: typeof meetings.$inferSelect | null
}

/**
 * The connection of a subject, and the meeting. Both are looked for in the record of who holds the
 * connection, and nowhere else: a person's own, or that of the club whose account it is. Throws
 * `not_found`, also for a meeting that is private, unsorted or gone.
 */
export async function mendSubject(
  tx: Tx,
  { subjectKind, subjectId }: z.output<typeof subjectInput>,
): Promise<MendSubject> {
  const meeting = subjectKind === 'meeting' ? await sessionOf(tx, subjectId) : null
  const [connection] = await tx
    .select()
    .from(zoomConnections)
    .where(eq(zoomConnections.id, meeting?.connectionId ?? subjectId))
  // The settings of a whole account are never changed from here.
  if (!connection || connection.way === 'account') throw notFound()
  return { connection, meeting }
}

/** Whose a connection is on the club's register; null in a person's own record. */
export async function coachOfConnection(tx: Tx, connectionId: string): Promise<string | null> {
  const [row] = await tx
    .select({ name: coaches.name })
    .from(coachConnections)
    .innerJoin(coaches, eq(coaches.id, coachConnections.coachId))
    .where(eq(coachConnections.id, connectionId))
  return row?.name ?? null
}

async function sessionOf(tx: Tx, meetingId: string) {
  const [meeting] = await tx.select().from(meetings).where(eq(meetings.id, meetingId))
  if (meeting?.sorted !== 'session' || meeting.missingCount >= absences) throw notFound()
  return meeting
}

/** What the last check read of a subject, in its holder's record. */
export async function lastReadings(
  tx: Tx,
  { connection, meeting }: MendSubject,
  now: Date,
): Promise<MendReadings> {
  const of = { connectionId: connection.id, meetingId: meeting?.id ?? null }
  const times = meeting?.openedTimes
  return readingsOf(await lastRead(tx, connection.id), { ...of, times, now })
}

type Of = {
  readonly connectionId: string
  readonly meetingId: string | null
  /** Which times of a series were opened, in the order of its reading. */
  readonly times: readonly OpenedTime[] | null | undefined
  readonly now: Date
}

/** Of everything that a check asked for, what concerns one subject. */
export function readingsOf(
  read: readonly { bodyKind: BodyKind; subjectId: string; reading: Reading }[],
  { connectionId, meetingId, times, now }: Of,
): MendReadings {
  const of = (kind: BodyKind, subjectId: string | null) =>
    read.find((each) => each.bodyKind === kind && each.subjectId === subjectId)?.reading
  const general = of('user_settings', connectionId)
  const security = of('user_meeting_security', connectionId)
  const meeting = of('meeting', meetingId) ?? null
  return {
    account: {
      ...(general ? { user_settings: general } : {}),
      ...(security ? { user_meeting_security: security } : {}),
    },
    meeting,
    times: readTimes(meeting, times, now),
  }
}
