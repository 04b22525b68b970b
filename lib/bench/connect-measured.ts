import * as paths from '../core/paths'
import { accounts } from '../demo/accounts'
import type { AsMember } from '../demo/seed-demo'
import { allow } from '../demo/zoom-control'
import { listMeetings } from '../meetings/list-meetings'
import { sortMeetings } from '../meetings/sort-meetings'
import { completeConnection } from '../zoom-connections/complete-connection'
import { startConnection } from '../zoom-connections/start-connection'
import { newZoomUser, type NewZoomUser } from './burst-zoom'
import { emailOf } from './measured-scene'

/** A coach’s account that was connected, to be read before its meetings can be sorted. */
export type Measured = {
  readonly person: string
  readonly personOrganisationId: string
  readonly connectionId: string
  readonly zoomUser: string
}

export type Sorted = {
  /** The coach’s one club. */
  readonly club: string
  /** By Zoom’s number, and by ours. */
  readonly sessions: readonly { readonly number: number; readonly id: string }[]
}

/** As somebody of the demo has them who is to mend nothing. */
const nothingToMend = accounts.find(({ person }) => person === 'maya')?.settings ?? {}

/** A person connects a Zoom account of their own, in which there is nothing to mend. */
export async function connectMeasured(
  as: AsMember,
  person: string,
  user: Pick<NewZoomUser, 'plan' | 'accountId' | 'meetings'>,
): Promise<Measured> {
  const email = emailOf(person)
  const zoomUser = await newZoomUser({ ...user, email, settings: nothingToMend })
  const me = await as(person, paths.ownSlug)
  const { address } = await startConnection(me, {})
  const { connectionId } = await completeConnection(me, await allow(address, zoomUser))
  return { person, personOrganisationId: me.organisation.id, connectionId, zoomUser }
}

/** All of its meetings are sessions of their club. */
export async function sortMeasured(
  as: AsMember,
  { person, connectionId }: Measured,
): Promise<Sorted> {
  const me = await as(person, paths.ownSlug)
  const { unsorted, clubs } = await listMeetings(me, { connectionId })
  const clubIds = clubs.map(({ clubId }) => clubId)
  await sortMeetings(me, {
    choices: unsorted.map(({ meetingId }) => ({ meetingId, sorted: 'session' as const, clubIds })),
  })
  const { sessions } = await listMeetings(me, { connectionId })
  if (sessions.length === 0) throw new Error(`${person} has no sessions`)
  return {
    club: clubIds[0] ?? '',
    sessions: sessions.map(({ meetingId, zoomMeetingId }) => ({
      id: meetingId,
      number: Number(zoomMeetingId),
    })),
  }
}
