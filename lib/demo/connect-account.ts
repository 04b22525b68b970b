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
import { mendAsSeeded } from './mend-as-seeded'
import { scheduleNow } from './schedule-now'
import { stateAsSeeded } from './state-as-seeded'
import type { AsMember } from './seed-demo'
import { addZoomUser, allow, removeApp, startMeeting } from './zoom-control'

/** How long a check of an account may take, with the others' at once. */
const check_timeout_ms = 90_000
const look_ms = 200

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
  const { userId, onTheSpot } = await addZoomUser(person, account, new Date())
  if (account.connects === 'not yet') return
  const { address } = await startConnection(await me(), {})
  const answer = await allow(address, userId)
  const { connectionId } = await completeConnection(await me(), answer)
  await untilChecked(me)
  for (const meetingId of onTheSpot) await startMeeting(userId, meetingId)
  await sort(await me(), account, await untilListed(me, connectionId, account))
  await untilChecked(me)
  await stateAsSeeded(as, connectionId, account)
  if (account.mends) await mendAsSeeded(me, { userId, connectionId }, account)
  await untilChecked(me)
  if (account.removesApp) await removeApp(userId)
  await scheduleNow(await me(), connectionId)
}

/** Waits until all of the account's meetings are there to be sorted. */
async function untilListed(
  me: () => Promise<Context>,
  connectionId: string,
  { meetings }: DemoAccount,
): Promise<Meetings> {
  const until = Date.now() + check_timeout_ms
  for (;;) {
    const found = await listMeetings(await me(), { connectionId })
    if (found.unsorted.length >= meetings.length) return found
    if (Date.now() > until) {
      const { name } = (await me()).organisation
      throw new AppError('unavailable', `Not all of ${name}’s meetings were listed in time.`)
    }
    await wait(look_ms)
  }
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
    await wait(look_ms)
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
