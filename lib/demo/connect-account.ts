import { setTimeout as wait } from 'node:timers/promises'
import type { Context } from '../context'
import { AppError } from '../core/errors'
import * as paths from '../core/paths'
import { listMeetings, type Meetings } from '../meetings/list-meetings'
import { sortMeetings } from '../meetings/sort-meetings'
import { completeConnection } from '../zoom-connections/complete-connection'
import { listConnections } from '../zoom-connections/list-connections'
import { startConnection } from '../zoom-connections/start-connection'
import type { DemoAccount, DemoMeeting } from './accounts'
import type { Person } from './cast'
import { scheduleNow } from './schedule-now'
import type { AsMember } from './seed-demo'
import { addZoomUser, allow, removeApp } from './zoom-control'

/** How long a check of an account may take, with the others' at once. */
const check_timeout_ms = 90_000

/**
 * A person connects their account, waits for its first check to list their meetings, and says of
 * each what it is; which asks for a check that opens the sessions among them. Then the daily check.
 */
export async function connectAccount(
  as: AsMember,
  person: Person,
  account: DemoAccount,
): Promise<void> {
  const me = () => as(account.person, paths.ownSlug)
  const zoomUserId = await addZoomUser(person, account, new Date())
  if (account.connects === 'not yet') return
  const { address } = await startConnection(await me(), {})
  const answer = await allow(address, zoomUserId)
  const { connectionId } = await completeConnection(await me(), answer)
  await untilChecked(me)
  await sort(await me(), account, await listMeetings(await me(), { connectionId }))
  await untilChecked(me)
  if (account.removesApp) await removeApp(zoomUserId)
  await scheduleNow(await me(), connectionId)
}

/** Waits until no check of the person's accounts is under way. */
async function untilChecked(me: () => Promise<Context>): Promise<void> {
  const until = Date.now() + check_timeout_ms
  for (;;) {
    const connections = await listConnections(await me(), {})
    if (connections.every(({ lastAskedAt, checkingNow }) => lastAskedAt && !checkingNow)) return
    if (Date.now() > until) {
      const { name } = (await me()).organisation
      throw new AppError('unavailable', `The check of ${name}’s account did not end in time.`)
    }
    await wait(200)
  }
}

async function sort(me: Context, account: DemoAccount, found: Meetings): Promise<void> {
  const choices = found.unsorted.flatMap(({ meetingId, topic }) => {
    const meeting = account.meetings.find((each) => each.topic === topic)
    return meeting?.sortedAs ? [{ meetingId, ...sortingOf(meeting, found) }] : []
  })
  if (choices.length > 0) await sortMeetings(me, { choices })
}

function sortingOf({ sortedAs }: DemoMeeting, { clubs }: Meetings) {
  if (sortedAs === 'private') return { sorted: 'private' as const, clubIds: [] }
  const ofClub = clubs.filter(({ name }) => name === sortedAs)
  return { sorted: 'session' as const, clubIds: ofClub.map(({ clubId }) => clubId) }
}
