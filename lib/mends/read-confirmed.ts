import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { mends, mendingConsents } from '#db/schema/mends'
import { meetings } from '#db/schema/meetings'
import { zoomConnections } from '#db/schema/zoom-connections'
import { id } from '../ids'
import { query } from '../query'
import { ownUser, userPart } from '../zoom/user-path'
import type { MendRow } from './move-mend'

/** A change that is to be carried out, and whose it is at Zoom. */
export type ConfirmedMend = {
  readonly mend: MendRow
  readonly zoomUserId: string
  /** The user as Zoom's paths name them. */
  readonly user: string
  /** For a meeting. */
  readonly zoomMeetingId: string | null
  /** False where the person took their consent back, or the account is not connected any more. */
  readonly mayChange: boolean
}

/** One mend that was confirmed and is not settled; null where there is none (any more). */
export const readConfirmed = query({
  permission: 'mend.work',
  input: z.object({ mendId: id }),
  async run(tx, _ctx, { mendId }): Promise<ConfirmedMend | null> {
    const [row] = await tx
      .select({ mend: mends, connection: zoomConnections, consent: mendingConsents })
      .from(mends)
      .innerJoin(zoomConnections, eq(zoomConnections.id, mends.connectionId))
      .innerJoin(mendingConsents, eq(mendingConsents.id, mends.consentId))
      .where(eq(mends.id, mendId))
    if (!row || !(row.mend.state === 'confirmed' || row.mend.state === 'sent')) return null
    const { mend, connection, consent } = row
    const isMeeting = mend.subjectKind === 'meeting'
    const [meeting] = isMeeting
      ? await tx.select().from(meetings).where(eq(meetings.id, mend.subjectId))
      : []
    const isThere = !isMeeting || meeting?.sorted === 'session'
    return {
      mend,
      zoomUserId: connection.zoomUserId,
      user: connection.way === 'host' ? userPart(connection.zoomUserId) : ownUser,
      zoomMeetingId: meeting?.zoomMeetingId ?? null,
      mayChange: connection.state === 'connected' && consent.endsAt === null && isThere,
    }
  },
})
