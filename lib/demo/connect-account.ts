import { setTimeout as wait } from 'node:timers/promises'
import { AppError } from '../core/errors'
import * as paths from '../core/paths'
import { listMeetings, type Meetings } from '../meetings/list-meetings'
import { sortMeetings } from '../meetings/sort-meetings'
import { completeConnection } from '../zoom-connections/complete-connection'
import { startConnection } from '../zoom-connections/start-connection'
import type { DemoAccount, DemoMeeting } from './accounts'
import { addZoomUser, allow, removeApp } from './zoom-control'
import { personOf } from './cast'
import type { AsMember } from './seed-demo'

/** How long the first check of an account may take, with the others' at once. */
const check_timeout_ms = 90_000

/**
 * A person connects their account, waits for its first check to list their meetings, and says of
 * each what it is; which asks for a check that opens the sessions among them.
 */
export async function connectAccount(as: AsMember, account: DemoAccount): Promise<void> {
  const me = () => as(account.person, paths.ownSlug)
  const { name, email } = personOf(account.person)
  const userId = await addZoomUser({ name, email }, account, new Date())
  const { address } = await startConnection(await me(), {})
  const { connectionId } = await completeConnection(await me(), await allow(address, userId))
  const until = Date.now() + check_timeout_ms
  for (;;) {
    const found = await listMeetings(await me(), { connectionId })
    if (found.unsorted.length >= account.meetings.length) {
      // Before the check that sorting asks for, so that this is what it finds.
      if (account.removesApp) await removeApp(userId)
      return sort(as, account, found)
    }
    if (Date.now() > until) {
      throw new AppError('unavailable', `The first check of ${name}’s account did not end in time.`)
    }
    await wait(200)
  }
}

async function sort(as: AsMember, account: DemoAccount, found: Meetings): Promise<void> {
  const choices = found.unsorted.flatMap(({ meetingId, topic }) => {
    const meeting = account.meetings.find((each) => each.topic === topic)
    return meeting?.sortedAs ? [{ meetingId, ...sortingOf(meeting, found) }] : []
  })
  if (choices.length === 0) return
  await sortMeetings(await as(account.person, paths.ownSlug), { choices })
}

function sortingOf({ sortedAs }: DemoMeeting, { clubs }: Meetings) {
  if (sortedAs === 'private') return { sorted: 'private' as const, clubIds: [] }
  const ofClub = clubs.filter(({ name }) => name === sortedAs)
  return { sorted: 'session' as const, clubIds: ofClub.map(({ clubId }) => clubId) }
}
