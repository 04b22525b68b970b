import type { Context } from '../context'
import type { BodyKind, CouldNotCheckReason, Reading } from '../core/readings'
import { isOver } from '../core/session-time'
import { zoomClient } from '../zoom/client'
import { meetings_at_once } from '../zoom/limits'
import { listMeetings, type MeetingList } from '../zoom/list-meetings'
import type { MeetingFacts } from '../zoom/meeting-facts'
import { series } from '../zoom/occurrences'
import { readSettings } from '../zoom/read-settings'
import { readUser } from '../zoom/read-user'
import { accountBudget } from '../zoom-budgets/account-budget'
import { askOne, openSession, type Opened } from './ask-one'
import { askPart } from './ask-part'
import type { Asking } from './asking'
import { atOnce } from './at-once'
import type { Begun, SessionToRead } from './begin-audit'
import { comeTo } from './come-to'
import type { Answered, Gathered } from './gathered'
import type { Progress } from './track-progress'
import { newSessions } from './user-to-read'
import { zoomAccess } from './zoom-access'

/** The bodies of the account, and its list. */
const account_steps = 4

/**
 * Reads one account out of Zoom: the user, their settings, the list of their meetings, and each
 * session's own body. A meeting that is private, or not sorted yet, is listed and never opened; what
 * is new in a club's own account is a session, and opened at once. What could not be read is in the
 * answer with its reason: nothing that Zoom does is an exception. Or that part of it which the audit
 * is about.
 */
export async function askAccount(
  ctx: Context,
  begun: Begun,
  progress: Progress,
  clock: () => Date,
): Promise<Gathered> {
  const { connectionId, part } = begun
  const client = zoomClient(zoomAccess(ctx, connectionId, clock), accountBudget(connectionId))
  const asking = { client, progress, clock }
  return part ? askPart(asking, begun, part) : askWhole(asking, begun)
}

async function askWhole(
  asking: Asking,
  { connectionId, queuedAt, sessions: known, user: whose }: Begun,
): Promise<Gathered> {
  const { client, progress, clock } = asking
  progress.expect(account_steps + known.length)
  const { path } = whose
  const of = (bodyKind: BodyKind, read: () => Promise<Reading>) =>
    askOne(asking, bodyKind, connectionId, read)
  // One after the other: a free account may be asked twice a second for these. The first is of the
  // scarcest kind, so that an audit begins where it can go on. Sessions have a limit of their own, and
  // are opened meanwhile.
  const settings = await of('user_settings', () => readSettings(client, 'user_settings', path))
  const ofAccount = async () => {
    const user = await of('user', () => readUser(client, path))
    const security = await of('user_meeting_security', () =>
      readSettings(client, 'user_meeting_security', path),
    )
    const list = await listMeetings(client, clock(), path)
    progress.step()
    return { user, security, list }
  }
  const openAll = (sessions: readonly SessionToRead[]) =>
    atOnce(sessions, meetings_at_once, (session) => openSession(asking, session))
  const [{ user, security, list }, openedKnown] = await Promise.all([ofAccount(), openAll(known)])
  const found = newSessions(whose, list, clock())
  const sessions = [...known, ...found]
  if (found.length > 0) progress.expect(account_steps + sessions.length)
  const opened = [...openedKnown, ...(await openAll(found))]
  const answered = [user, settings, security, ...opened.map(({ answer }) => answer)]
  const reasons = [reasonOfList(list), ...missing(answered, sessions, list)]
  return {
    connectionId,
    answered,
    listed: list.ok ? listed(list.meetings, opened, clock()) : null,
    opened: [],
    newSessions: found,
    account: null,
    ...comeTo(client, reasons, queuedAt, clock()),
  }
}

/**
 * What is past is nobody's question any more. A session that could be opened is there, listed or not,
 * and a series tells its next time itself: a list does not know which of its times were cancelled.
 */
function listed(
  meetings: readonly MeetingFacts[],
  opened: readonly Opened[],
  now: Date,
): MeetingFacts[] {
  const ofOpened = new Map(
    opened.flatMap(({ facts }) => (facts ? [[facts.zoomMeetingId, facts]] : [])),
  )
  const timed = meetings.map((meeting) => {
    const own = ofOpened.get(meeting.zoomMeetingId)
    ofOpened.delete(meeting.zoomMeetingId)
    if (meeting.zoomType !== series || !own?.startsAt) return meeting
    const { startsAt, duration_minutes, openedTimes } = own
    return { ...meeting, startsAt, duration_minutes, openedTimes }
  })
  return [...timed, ...ofOpened.values()].filter((meeting) => !isOver(meeting, now))
}

/**
 * Why bodies are missing that should be there. Two things are no gap: what Zoom never tells on this
 * plan, and a session that neither it nor its whole list has any more.
 */
function missing(
  answered: readonly Answered[],
  sessions: readonly SessionToRead[],
  list: MeetingList,
): CouldNotCheckReason[] {
  const numbers = new Map(sessions.map(({ id, zoomMeetingId }) => [id, zoomMeetingId]))
  const there = list.ok ? new Set(list.meetings.map(({ zoomMeetingId }) => zoomMeetingId)) : null
  return answered.flatMap(({ reading, subjectId }) => {
    if (reading.read || reading.reason === 'not_readable') return []
    const number = numbers.get(subjectId)
    const isGone = number !== undefined && there !== null && !there.has(number)
    return reading.reason === 'not_found' && isGone ? [] : [reading.reason]
  })
}

const reasonOfList = (list: MeetingList): CouldNotCheckReason | null =>
  list.ok ? null : list.reason
