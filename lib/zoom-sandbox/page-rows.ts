import type { Json } from '../core/canonical-json'
import { formatDateTime } from '../core/dates'
import { html, type Html } from './html'
import { valueAt } from './json-path'
import { nextStart } from './meeting-times'
import { meetingChoices, settingChoices, type PageChoice } from './page-choices'
import { settingOf } from './settings-body'
import type { SandboxMeeting, SandboxUser } from './state'
import type { World } from './world'

/** A user's settings, each with a form that changes it. */
export const settingRows = (user: SandboxUser): Html =>
  html`<ul class="rows">
    ${settingChoices.map((choice) => row(choice, settingOf(user, choice.path)))}
  </ul>`

/** One meeting in a part that opens, with a form for each of its settings. */
export function meetingRows(
  world: World,
  user: SandboxUser,
  meeting: SandboxMeeting,
  now: Date,
): Html {
  const body = world.bodyOfMeeting(user.id, meeting.id)
  const topic = typeof body['topic'] === 'string' ? body['topic'] : 'Meeting'
  const start = nextStart(meeting, now)
  const when = start ? formatDateTime(start) : 'no fixed time'
  const is = (path: string) =>
    path === 'password' ? Boolean(body['password']) : valueAt(body, path)
  return html`<details>
    <summary>${topic}<span class="small">${meeting.id} · ${when}</span></summary>
    <ul class="rows">
      ${meetingChoices.map((choice) => row(choice, is(choice.path), { meeting, topic }))}
      ${meetingEvents.map(([event, what, words]) => eventRow({ meeting, topic }, event, what, words))}
    </ul>
  </details>`
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

function row({ path, name, choices }: PageChoice, now: Json | undefined, of?: Of): Html {
  const known = choices.find(([value]) => value === now)
  const about = of ? `${of.topic}: ${name}` : name
  return html`<li>
    <span
      >${name}: <strong>${known?.[1] ?? 'not said'}</strong><code class="small">${path}</code></span
    >
    <form method="post">
      <input type="hidden" name="path" value="${path}" />
      <input type="hidden" name="name" value="${about}" />
      ${of && html`<input type="hidden" name="meeting" value="${of.meeting.id}" />`}
      ${choices.length === 2 ? flipButton(choices, now, about) : menu(choices, now, about)}
    </form>
  </li>`
}

/** With two values, the one that it does not have. */
function flipButton(choices: PageChoice['choices'], now: Json | undefined, about: string): Html {
  const other = choices.find(([value]) => value !== now)
  if (!other) return html``
  const [value, words] = other
  return html`<button name="value" value="${JSON.stringify(value)}" aria-label="${about}: ${words}">
    Set to ${words}
  </button>`
}

const menu = (choices: PageChoice['choices'], now: Json | undefined, about: string): Html =>
  html`<select name="value" aria-label="${about}">
      ${choices.map(
        ([value, words]) =>
          html`<option value="${JSON.stringify(value)}" ${value === now && 'selected'}>
            ${words}
          </option>`,
      )}
    </select>
    <button aria-label="Save: ${about}">Save</button>`
