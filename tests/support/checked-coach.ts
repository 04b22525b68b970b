import type { Context } from '#lib/context'
import type { NewUser } from '#lib/zoom-sandbox/new-user'
import { audit, connectAccount, doDue, sortByTopic, weekly, zoomUser } from './audits'
import { aCoach, type Coach } from './contexts'
import { sandbox } from './sandbox'

export type CheckedCoach = Coach & {
  zoomUserId: string
  meetingId: number
  connectionId: string
  sessionId: string
  /** One more check of their account, after what a test changed in Zoom. */
  check: () => Promise<string>
}

/** Fails a coach's session: anybody with its link walks in. */
export const openTheDoor = ({ zoomUserId, meetingId }: CheckedCoach) =>
  sandbox.world.setMeeting(zoomUserId, meetingId, { 'settings.waiting_room': false })

export const shutTheDoor = ({ zoomUserId, meetingId }: CheckedCoach) =>
  sandbox.world.setMeeting(zoomUserId, meetingId, { 'settings.waiting_room': true })

/** A coach of a club whose Zoom account was checked, with one weekly session that begins tomorrow. */
export async function aCheckedCoach(
  club: Context,
  {
    name = 'Jo Coach',
    differs = {},
    topic = 'Under 12s',
  }: { name?: string; differs?: Partial<NewUser>; topic?: string } = {},
): Promise<CheckedCoach> {
  const coach = await aCoach(club, undefined, name)
  const user = zoomUser(differs)
  const meeting = sandbox.world.addMeeting(user.id, weekly(topic))
  const connectionId = await connectAccount(coach.me, user.id)
  await doDue()
  const sorted = await sortByTopic(coach.me, connectionId, { [topic]: [club.organisation.id] })
  return {
    ...coach,
    zoomUserId: user.id,
    meetingId: meeting.id,
    connectionId,
    sessionId: sorted[topic] ?? '',
    check: () => audit(coach.me, connectionId),
  }
}
