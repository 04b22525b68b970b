import type { AccountReadings, BodyKind, CouldNotCheckReason, Reading } from '../core/readings'
import { followsTheSame } from '../core/followed-settings'
import { meetings_at_once } from '../zoom/limits'
import { readSettings } from '../zoom/read-settings'
import { askOne, openSession } from './ask-one'
import type { Asking } from './asking'
import { atOnce } from './at-once'
import type { Begun, PartToRead, SessionToRead } from './begin-audit'
import { comeTo } from './come-to'
import { byKind } from './delivered-readings'
import type { Answered, Gathered } from './gathered'

/** The bodies of settings that are read whatever a part is about. */
const settings_steps = 2

/**
 * Reads what Zoom told of, and what is judged by it: the sessions that it is about, and the host's
 * settings, which sessions follow. Where these are other than they were, also each session of which
 * the rules would now come to something else. It knows no list, so it says nothing of what is not
 * there; and nothing of the account as a whole.
 */
export async function askPart(
  asking: Asking,
  { connectionId, queuedAt, sessions, user: { path } }: Begun,
  { meetingIds, before }: PartToRead,
): Promise<Gathered> {
  const { client, progress, clock } = asking
  const named = sessions.filter(({ id }) => meetingIds.includes(id))
  progress.expect(settings_steps + named.length)
  const of = (kind: 'user_settings' | 'user_meeting_security') =>
    askOne(asking, kind, connectionId, () => readSettings(client, kind, path))
  const openAll = (all: readonly SessionToRead[]) =>
    atOnce(all, meetings_at_once, (session) => openSession(asking, session))
  // In the order, and for the reasons, of a whole account.
  const general = await of('user_settings')
  const [security, openedNamed] = await Promise.all([of('user_meeting_security'), openAll(named)])
  const settings = [general, security]
  const others = sessions.filter(({ id }) => !meetingIds.includes(id))
  const touched = othersTouched(others, before, settings)
  if (touched.length > 0) progress.expect(settings_steps + named.length + touched.length)
  const opened = [...openedNamed, ...(await openAll(touched))]
  const answered = [...settings, ...opened.map(({ answer }) => answer)]
  return {
    connectionId,
    answered,
    listed: null,
    opened: opened.flatMap(({ facts }) => facts ?? []),
    newSessions: [],
    account: null,
    ...comeTo(client, answered.map(missing), queuedAt, clock()),
  }
}

/** Of settings that could not be read nothing is known to have changed. */
function othersTouched(
  others: readonly SessionToRead[],
  before: PartToRead['before'],
  settings: readonly Answered[],
): readonly SessionToRead[] {
  if (!settings.every(({ reading }) => reading.read)) return []
  const [was, is] = [settingsOf(before), settingsOf(settings)]
  return others.filter(({ id }) => {
    const last = before.find((each) => each.bodyKind === 'meeting' && each.subjectId === id)
    return !last || !followsTheSame(last.reading, was, is)
  })
}

const settingsOf = (
  read: readonly { readonly bodyKind: BodyKind; readonly reading: Reading }[],
): AccountReadings => byKind(read.filter(({ bodyKind }) => bodyKind.startsWith('user_')))

/** What Zoom never tells on this plan is no gap. */
const missing = ({ reading }: Answered): CouldNotCheckReason | null =>
  reading.read || reading.reason === 'not_readable' ? null : reading.reason
