import type { Json } from '../core/canonical-json'
import { html, type Html } from './html'
import type { PageChoice } from './page-choices'

/** One thing that can be set, as a line of a page. */
export type Control = {
  choice: PageChoice
  /** What it is now; undefined where Zoom does not say. */
  now: Json | undefined
  /** What it is called where the same line stands more than once on a page. */
  about: string
  /** What else its form sends: of which meeting, or group. */
  hidden?: Readonly<Record<string, string>>
  /** Whether it is locked here, and can be; undefined where it cannot. */
  lock?: boolean
  /** By whom it is locked above; nobody may then change it here. */
  lockedBy?: string | undefined
}

/** A line with the value and a form that changes it, and one that locks it where that can be. */
export function controlRow(control: Control): Html {
  const { choice, now, about, hidden = {}, lock, lockedBy } = control
  const { path, name, choices } = choice
  const known = choices.find(([value]) => value === now)
  const sent = html`<input type="hidden" name="path" value="${path}" />
    <input type="hidden" name="name" value="${about}" />
    ${Object.entries(hidden).map(
      ([key, value]) => html`<input type="hidden" name="${key}" value="${value}" />`,
    )}`
  return html`<li>
    <span
      >${name}: <strong>${known?.[1] ?? 'not said'}</strong>${
        lock && html` <span class="tag">locked</span>`
      }<code class="small">${path}</code></span
    >
    ${
      lockedBy === undefined
        ? html`<form method="post">
            ${sent} ${choices.length === 2 ? flipButton(control) : menu(control)}
          </form>`
        : html`<span class="small">Locked by ${lockedBy}</span>`
    }
    ${
      lock !== undefined &&
      html`<form method="post">
        ${sent}
        <button
          name="lock"
          value="${lock ? 'off' : 'on'}"
          aria-label="${lockWords(lock)}: ${about}"
        >
          ${lockWords(lock)}
        </button>
      </form>`
    }
  </li>`
}

const lockWords = (locked: boolean) => (locked ? 'Unlock' : 'Lock')

/** With two values, the one that it does not have. */
function flipButton({ choice: { choices }, now, about }: Control): Html {
  const other = choices.find(([value]) => value !== now)
  if (!other) return html``
  const [value, words] = other
  return html`<button name="value" value="${JSON.stringify(value)}" aria-label="${about}: ${words}">
    Set to ${words}
  </button>`
}

const menu = ({ choice: { choices }, now, about }: Control): Html =>
  html`<select name="value" aria-label="${about}">
      ${choices.map(
        ([value, words]) =>
          html`<option value="${JSON.stringify(value)}" ${value === now && 'selected'}>
            ${words}
          </option>`,
      )}
    </select>
    <button aria-label="Save: ${about}">Save</button>`
