import { isJsonObject, type JsonObject } from '../core/canonical-json'
import type { SettingValue } from '../core/controls/fix'
import type { MendChange, MendReadings } from '../core/mends/plan-mend'
import type { CouldNotCheckReason } from '../core/readings'
import type { ZoomClient, ZoomWriter } from '../zoom/client'
import { readMeeting, readTime } from '../zoom/read-meeting'
import { readSettings } from '../zoom/read-settings'
import type { MendRow } from './move-mend'
import { requestsOf } from './requests-of'
import { valuesRead } from './values-read'

/** What is to be changed, and where at Zoom: a meeting, one time of it, or a user's settings. */
type ToSend = {
  readonly mend: Pick<MendRow, 'subjectKind' | 'occurrenceId' | 'changes'>
  readonly zoomMeetingId: string | null
  readonly user: string
}

/**
 * Whether Zoom still has exactly what the person was shown: they confirmed a change from that, and
 * that is what would be put back. Or why it cannot be said.
 */
export async function stillThere(
  client: ZoomClient,
  of: ToSend,
  clock: () => Date,
): Promise<'same' | 'different' | { readonly reason: CouldNotCheckReason }> {
  const { mend } = of
  const read = valuesRead(mend, await readNow(client, of, clock))
  if (!read.read) return { reason: read.reason }
  return mend.changes.every(({ path, before }) => read.values[path] === before)
    ? 'same'
    : 'different'
}

/** The bodies that hold what is to be changed, and no others. */
async function readNow(
  client: ZoomClient,
  { mend: { changes, occurrenceId }, zoomMeetingId, user }: ToSend,
  clock: () => Date,
): Promise<MendReadings> {
  if (zoomMeetingId !== null && occurrenceId !== null) {
    const asked = { zoomMeetingId, id: occurrenceId, now: clock() }
    const time = { id: occurrenceId, startsAt: null, duration_minutes: null }
    const reading = await readTime(client, asked)
    return { account: {}, meeting: null, times: [{ time, reading }] }
  }
  if (zoomMeetingId !== null) {
    const { reading } = await readMeeting(client, zoomMeetingId, clock())
    return { account: {}, meeting: reading, times: [] }
  }
  const is = ({ path }: MendChange) => path.startsWith('meeting_security.')
  return {
    account: {
      ...(changes.every(is)
        ? {}
        : { user_settings: await readSettings(client, 'user_settings', user) }),
      ...(changes.some(is)
        ? { user_meeting_security: await readSettings(client, 'user_meeting_security', user) }
        : {}),
    },
    meeting: null,
    times: [],
  }
}

type Came = { state: 'accepted' | 'unclear' | 'refused'; refusal?: CouldNotCheckReason }

/**
 * Sends the changes. Only where Zoom refused every part of them is it sure that nothing changed;
 * where an answer was lost, or a part was taken, a reading has to say.
 */
export async function sendChanges(
  client: ZoomWriter,
  { mend: { changes, occurrenceId }, zoomMeetingId, user }: ToSend,
): Promise<Came> {
  const path =
    zoomMeetingId === null
      ? `/users/${user}/settings`
      : `/meetings/${encodeURIComponent(zoomMeetingId)}`
  const refusals: CouldNotCheckReason[] = []
  const parts = requestsOf(changes)
  let isUnclear = false
  for (const part of parts) {
    const isSecurity = part.every((each) => each.path.startsWith('meeting_security.'))
    const answer = await client.patch(path, bodyOf(part), {
      ...(isSecurity ? { option: 'meeting_security' } : {}),
      ...(occurrenceId === null ? {} : { occurrence_id: occurrenceId }),
    })
    if (answer.ok) continue
    if (answer.failure.again === 'soon') isUnclear = true
    else refusals.push(answer.failure.reason)
  }
  const [refusal] = refusals
  if (refusal !== undefined && refusals.length === parts.length)
    return { state: 'refused', refusal }
  if (isUnclear || refusal !== undefined) return { state: 'unclear' }
  return { state: 'accepted' }
}

/** Values by dotted path in the sections in which Zoom takes them. */
const bodyOf = (changes: readonly MendChange[]): JsonObject =>
  changes.reduce<JsonObject>((body, { path, after }) => put(body, path.split('.'), after), {})

function put(
  body: JsonObject,
  [key = '', ...rest]: readonly string[],
  value: SettingValue,
): JsonObject {
  const inside = body[key]
  if (rest.length === 0) return { ...body, [key]: value }
  return { ...body, [key]: put(isJsonObject(inside) ? inside : {}, rest, value) }
}
