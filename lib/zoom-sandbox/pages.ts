import { counted } from '../core/dates'
import { AppError } from '../core/errors'
import { accountPage, changeAccount } from './account-page'
import { document, html, type Html } from './html'
import { formOf, page, redirect, type Answer, type Call } from './http'
import { jsonOf } from './json-text'
import { addPersona, personas } from './personas'
import { meetingRows, settingRows } from './page-rows'
import { accountPath, personPath } from './page-paths'
import type { SandboxAccount, SandboxMeeting, SandboxUser } from './state'
import type { World } from './world'

/**
 * The pages for people: /sandbox lists who has an account here and adds one; /sandbox/people/{id}
 * changes one “in Zoom”, and /sandbox/whole-accounts/{id} what its administrators see. Plain forms,
 * which come back to the page that they are on.
 */
export function answerPages(world: World, call: Call, now: Date): Answer {
  if (call.path === '/sandbox') {
    return call.method === 'POST' ? addPerson(world, call, now) : listPage(world)
  }
  const [, accountId] = /^\/sandbox\/whole-accounts\/([^/]+)$/.exec(call.path) ?? []
  const account = world.accounts().find((each) => each.id === accountId)
  if (account) return answerAccount(world, account, call)
  const [, id] = /^\/sandbox\/people\/([^/]+)$/.exec(call.path) ?? []
  const user = world.users().find((each) => each.id === id)
  if (!user) return page(document('Not found', html`<h1>Not found</h1>`), 404)
  if (call.method !== 'POST') return personPage(world, user, call.query, now)
  const changed = change(world, user, call)
  return redirect(`${personPath(user.id)}?${shownAgain(call, 'meeting', changed)}`)
}

/** What was changed, and which meeting or group is to be open again. */
function shownAgain(call: Call, name: 'meeting' | 'group', changed: string): URLSearchParams {
  const value = formOf(call).get(name)
  return new URLSearchParams({ changed, ...(value === null ? {} : { [name]: value }) })
}

function answerAccount(world: World, account: SandboxAccount, call: Call): Answer {
  const { query } = call
  const open = query.get('group')
  if (call.method !== 'POST') return accountPage(world, account, query.get('changed'), open)
  const changed = changeAccount(world, account, call)
  return redirect(`${accountPath(account.id)}?${shownAgain(call, 'group', changed)}`)
}

/** Those of more than one person. Of a person's own, everything is on the person's page. */
const shared = (world: World) =>
  world.accounts().filter(({ id, groups }) => groups.length > 0 || world.usersOf(id).length > 1)

const sharedList = (world: World) =>
  shared(world).length > 0 &&
  html`<h2>Accounts of clubs</h2>
    <ul class="rows">
      ${shared(world).map(
        ({ id, name, plan }) =>
          html`<li>
            <span
              ><a href="${accountPath(id)}">The whole account of ${name}</a
              ><span class="small"
                >${plan} · ${counted(world.usersOf(id).length, 'person', 'people')}</span
              ></span
            >
          </li>`,
      )}
    </ul>
    <h2>People</h2>`

function listPage(world: World): Answer {
  const main = html`<h1>Zoom accounts in this stand-in</h1>
    <p>Change an account or a meeting here. Zoom tells Touchline, and it looks again by itself.</p>
    ${sharedList(world)}
    <ul class="rows">
      ${world.users().map(
        (user) =>
          html`<li>
            <span
              ><a href="${personPath(user.id)}">${nameOf(user)}</a
              ><span class="small">${user.email} · ${user.plan}</span></span
            >
            <span class="small">${meetingsOf(user)}</span>
          </li>`,
      )}
    </ul>
    <h2>Add an account</h2>
    <form method="post">
      <p>
        <label>Name<input name="name" required maxlength="64" autocomplete="off" /></label>
      </p>
      <p>
        <label
          >Kind of account<select name="persona">
            ${personas.map(({ key, shows }) => html`<option value="${key}">${shows}</option>`)}
          </select></label
        >
      </p>
      <button class="main">Add account</button>
    </form>`
  return page(document('Zoom accounts', main))
}

const nameOf = ({ firstName, lastName }: SandboxUser) => `${firstName} ${lastName}`

const meetingsOf = ({ meetings }: SandboxUser) => counted(meetings.length, 'meeting')

function addPerson(world: World, call: Call, now: Date): Answer {
  const form = formOf(call)
  const persona = personas.find(({ key }) => key === form.get('persona'))
  const name = (form.get('name') ?? '').trim()
  if (!persona || name === '') throw new AppError('invalid_input', 'Give a name and a kind.')
  const email = `${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '.')}@zoom.example`
  return redirect(personPath(addPersona(world, persona, { name, email }, now).id))
}

function personPage(world: World, user: SandboxUser, query: URLSearchParams, now: Date): Answer {
  const changed = query.get('changed')
  const open = (meeting: SandboxMeeting) => String(meeting.id) === query.get('meeting')
  const main = html`<p><a href="/sandbox">All accounts</a></p>
    <h1>${nameOf(user)}’s Zoom account</h1>
    ${changed && html`<div class="done" role="status">Changed: ${changed}</div>`}
    <p class="small">${user.email} · ${user.plan}</p>
    ${
      user.plan !== 'basic' &&
      html`<p>
        <a href="${accountPath(user.accountId)}">The whole account, as its administrators see it</a>
      </p>`
    }
    <h2>Meetings</h2>
    ${
      user.meetings.length === 0
        ? html`<p>No meetings.</p>`
        : user.meetings.map((meeting) =>
            meetingRows(world, user, meeting, { now, open: open(meeting) }),
          )
    }
    <h2>Settings</h2>
    ${settingRows(world.asSet(user.id))}
    <h2>Apps</h2>
    <form method="post">
      <button name="remove" value="app">Remove Touchline from this Zoom account</button>
    </form>
    <h2>Who may sign in</h2>
    ${statusForm(user)}`
  return page(document(`${nameOf(user)}’s Zoom account`, main))
}

const statusForm = ({ status }: SandboxUser): Html => {
  const isOff = status === 'inactive'
  return html`<form method="post">
    <button name="status" value="${isOff ? 'active' : 'inactive'}">
      ${isOff ? 'Switch this account on again' : 'Switch this account off'}
    </button>
  </form>`
}

/** Does what a form of the person's page asks for, and says what that was. */
function change(world: World, user: SandboxUser, call: Call): string {
  const form = formOf(call)
  if (form.get('remove') === 'app') {
    world.sendEvent(user.id, { event: 'app_deauthorized', app: 'user' })
    world.removeApp(user.id, 'user')
    return 'Touchline was removed'
  }
  const status = form.get('status')
  if (status === 'active' || status === 'inactive') {
    world.setUserStatus(user.id, status)
    return status === 'active' ? 'The account is on' : 'The account is off'
  }
  const event = form.get('event')
  if (event !== null) {
    world.sendEvent(user.id, { event, meetingId: Number(form.get('meeting')) })
    return form.get('name') ?? event
  }
  const path = form.get('path') ?? ''
  const value = jsonOf(form.get('value') ?? '')
  const meeting = form.get('meeting')
  if (meeting === null) world.setUserSetting(user.id, path, value)
  else world.setMeeting(user.id, Number(meeting), { [path]: value })
  return form.get('name') ?? path
}
