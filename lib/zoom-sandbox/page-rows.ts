import type { Json, JsonObject } from '../core/canonical-json'
import { formatDateTime } from '../core/dates'
import { html, type Html } from './html'
import { valueAt } from './json-path'
import { exceptionOf, meetingTypes, nextStart } from './meeting-times'
import { isLocked } from './locks'
import { meetingChoices, settingChoices, timeChoices, type PageChoice } from './page-choices'
import { controlRow, type Control } from './page-controls'
import { settingOf } from './settings-body'
import type { SandboxMeeting, SandboxUser } from './state'
import type { World } from './world'

/** A user's settings as Zoom answers them, each with a form that changes it where it is not locked. */
export const settingRows = (user: SandboxUser): Html =>
  html`<ul class="rows">
    ${settingChoices.map((choice) => {
      const { path, name } = choice
      const lockedBy = isLocked(user, path) ? 'an administrator' : undefined
      return controlRow({ choice, now: settingOf(user, path), about: name, lockedBy })
    })}
  </ul>`

/** One meeting in a part that opens, with a form for each of its settings. */
export function meetingRows(
  world: World,
  user: SandboxUser,
  meeting: SandboxMeeting,
  shown: { now: Date; open: boolean },
): Html {
  const { now, open } = shown
  const body = world.bodyOfMeeting(user.id, meeting.id)
  const topic = typeof body['topic'] === 'string' ? body['topic'] : 'Meeting'
  const start = nextStart(meeting, now)
  const when = start ? formatDateTime(start) : 'no fixed time'
  const is = (path: string) =>
    path === 'password' ? Boolean(body['password']) : valueAt(body, path)
  const ofMeeting = (choice: PageChoice, value: Json | undefined): Control => ({
    choice,
    now: value,
    about: `${topic}: ${choice.name}`,
    hidden: { meeting: String(meeting.id) },
  })
  return html`<details ${open && 'open'}>
    <summary>${topic}<span class="small">${meeting.id} · ${when}</span></summary>
    <ul class="rows">
      ${meetingChoices.map((choice) => controlRow(ofMeeting(choice, is(choice.path))))}
      ${timesOf(meeting, now).map((choice) => controlRow(ofMeeting(choice, timeValue(meeting, body, choice.path))))}
      ${meetingEvents.map(([event, what, words]) => eventRow({ meeting, topic }, event, what, words))}
    </ul>
  </details>`
}

/** Of a series, what can be set of its next time alone, by the paths of that time. */
function timesOf(meeting: SandboxMeeting, now: Date): PageChoice[] {
  const next = meeting.body['type'] === meetingTypes.recurring ? nextStart(meeting, now) : undefined
  return next
    ? timeChoices.map(({ path, ...same }) => ({
        ...same,
        path: `occurrences.${next.getTime()}.${path}`,
      }))
    : []
}

/** What stands there for this time: its own, or else what the series has. */
function timeValue(meeting: SandboxMeeting, series: JsonObject, path: string): Json | undefined {
  const [, id = '', ...keys] = path.split('.')
  const key = keys.join('.')
  const own = valueAt(exceptionOf(meeting, id), key)
  return own ?? (key === 'status' ? 'available' : valueAt(series, key))
}

type Of = { meeting: SandboxMeeting; topic: string }

/** What happens to a meeting at Zoom without anybody changing it. */
const meetingEvents = [
  ['meeting.started', 'The meeting', 'Start it now'],
  ['meeting.risk_alert', 'Its link on social media', 'Zoom finds it'],
] as const

function eventRow({ meeting, topic }: Of, event: string, what: string, words: string): Html {
  return html`<li>
    <span>${what}<code class="small">${event}</code></span>
    <form method="post">
      <input type="hidden" name="meeting" value="${meeting.id}" />
      <input type="hidden" name="name" value="${topic}: ${words}" />
      <button name="event" value="${event}" aria-label="${topic}: ${words}">${words}</button>
    </form>
  </li>`
}
