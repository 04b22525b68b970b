import { vi } from 'vitest'
import type { Context } from '#lib/context'
import { startAudit } from '#lib/audits/start-audit'
import { connectAccount, doDue, findingsOf, sortByTopic, today, weekly, zoomUser } from './audits'
import { aClub, aCoach, aGoverningBody } from './contexts'
import { sandbox } from './sandbox'

const { world } = sandbox

/** What is put off is due by then, on a clock that the test has set. */
export const later = (ms: number) => vi.setSystemTime(Date.now() + ms)

/**
 * A club whose coach shares a screen with everyone, and whose weekly class has no waiting room: two
 * open findings, one on the account and one on the session.
 */
export async function twoFindings() {
  const club = await aClub(await aGoverningBody())
  const { me } = await aCoach(club)
  const user = zoomUser({ settings: { 'in_meeting.who_can_share_screen': 'all' } })
  const { id: number } = world.addMeeting(user.id, weekly('Under 12s'))
  world.setMeeting(user.id, number, { 'settings.waiting_room': false })
  const connectionId = await connectAccount(me, user.id)
  await doDue()
  const ids = await sortByTopic(me, connectionId, { 'Under 12s': [club.organisation.id] })
  return { club, me, user, number, connectionId, sessionId: ids['Under 12s'] ?? '' }
}

/** An audit for which Zoom fails as often as it is tried. */
export async function auditToTheEnd(me: Context, connectionId: string): Promise<string> {
  const { auditId } = await startAudit(today(me), { connectionId })
  for (let tried = 0; tried < 5; tried += 1) {
    await doDue()
    later(60_000)
  }
  return auditId
}

/** `Z02 closed mended` for each finding of these subjects, in their order. */
export const statesOf = async (club: Context, ...subjects: string[]) => {
  const rows = await Promise.all(subjects.map((subject) => findingsOf(club, subject)))
  return rows.flat().map((row) => `${row.control} ${row.state} ${row.close_reason ?? ''}`.trim())
}
