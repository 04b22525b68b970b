import { counted } from '../core/dates'
import { AppError } from '../core/errors'
import { isAdmin } from './accounts'
import { document, html, type Html } from './html'
import { formOf, page, type Answer, type Call } from './http'
import { valueAt } from './json-path'
import { jsonOf } from './json-text'
import { canLock, optionOfPath, saysAt } from './level-bodies'
import { levelChoices } from './page-choices'
import { controlRow } from './page-controls'
import { personPath } from './page-paths'
import type { SandboxAccount, SandboxGroup, SandboxUser } from './state'
import type { World } from './world'

/** What an administrator sees “in Zoom”: what is set and locked for everybody, groups and people. */
export function accountPage(
  world: World,
  account: SandboxAccount,
  changed: string | null,
  open: string | null,
): Answer {
  const { id, name, plan, groups } = account
  const title = `The whole Zoom account of ${name}`
  const main = html`<p><a href="/sandbox">All accounts</a></p>
    <h1>${title}</h1>
    ${changed && html`<div class="done" role="status">Changed: ${changed}</div>`}
    <p>
      What is set here is so for everybody who has not changed it. What is locked here, nobody can
      change for themselves.
    </p>
    <p class="small">${plan} · <code>${id}</code></p>
    ${people(world, account)}
    <h2>Groups</h2>
    ${groups.length === 0 ? html`<p>No groups.</p>` : groups.map((each) => group(world, id, each, each.id === open))}
    <h2>Settings and locks for everybody</h2>
    ${rows(world, account, null)} ${apps(world, id)}`
  return page(document(title, main))
}

function people(world: World, account: SandboxAccount): Html {
  const { id, pending } = account
  return html`<h2>People</h2>
    <ul class="rows">
      ${world.usersOf(id).map(
        (user) =>
          html`<li>
            <span
              ><a href="${personPath(user.id)}">${user.firstName} ${user.lastName}</a
              ><span class="small">${user.email}</span></span
            >
            <span class="small">${standing(account, user)}</span>
          </li>`,
      )}
      ${pending.map(
        ({ email }) =>
          html`<li><span class="small">${email}</span><span class="small">invited</span></li>`,
      )}
    </ul>`
}

function standing(account: SandboxAccount, user: SandboxUser): string {
  const is = isAdmin(account, user.id) ? ['administrator'] : []
  const off = user.status === 'inactive' ? ['switched off'] : []
  return [...is, ...off, counted(user.meetings.length, 'meeting')].join(' · ')
}

const group = (world: World, accountId: string, each: SandboxGroup, open: boolean): Html =>
  html`<details ${open && 'open'}>
    <summary>
      ${each.name}<span class="small">${counted(each.memberIds.length, 'person', 'people')}</span>
    </summary>
    ${rows(world, world.account(accountId), each)}
  </details>`

/** The settings of an account, or of one of its groups, each with what changes and locks it. */
function rows(world: World, account: SandboxAccount, of: SandboxGroup | null): Html {
  const level = of ? 'group' : 'account'
  const { locked } = of ?? account
  const value = (path: string) => {
    const option = optionOfPath(path)
    const body = of
      ? world.bodyOfGroup(account.id, of.id, option)
      : world.bodyOfAccount(account.id, option)
    return valueAt(body, path)
  }
  const shown = levelChoices.filter(({ path }) => saysAt(level, path))
  return html`<ul class="rows">
    ${shown.map((choice) => {
      const { path, name } = choice
      return controlRow({
        choice,
        now: value(path),
        about: `${of?.name ?? 'Everybody'}: ${name}`,
        ...(of ? { hidden: { group: of.id } } : {}),
        ...(canLock(level, path) ? { lock: locked.includes(path) } : {}),
      })
    })}
  </ul>`
}

function apps(world: World, accountId: string): Html {
  const allowing = world.allowing(accountId, 'admin')
  return html`<h2>Apps</h2>
    ${
      allowing.length === 0
        ? html`<p>Nobody has allowed Touchline for the whole account.</p>`
        : allowing.map(
            ({ id, firstName, lastName }) =>
              html`<form method="post">
                <p>${firstName} ${lastName} has allowed Touchline for the whole account.</p>
                <button name="remove" value="${id}">Remove Touchline from the whole account</button>
              </form>`,
          )
    }`
}

/** Does what a form of the account's page asks for, and says what that was. */
export function changeAccount(world: World, account: SandboxAccount, call: Call): string {
  const form = formOf(call)
  const remove = form.get('remove')
  if (remove !== null) {
    world.sendEvent(remove, { event: 'app_deauthorized', app: 'admin' })
    world.removeApp(remove, 'admin')
    return 'Touchline was removed from the whole account'
  }
  const path = form.get('path') ?? ''
  const name = form.get('name') ?? path
  const groupId = form.get('group')
  const lock = form.get('lock')
  if (lock !== null) {
    setLock(world, account, groupId, { path, on: lock === 'on' })
    return `${name}, ${lock === 'on' ? 'locked' : 'unlocked'}`
  }
  const values = { [path]: jsonOf(form.get('value') ?? '') }
  if (groupId === null) world.setAccountSettings(account.id, values)
  else world.setGroupSettings(account.id, groupId, values)
  return name
}

function setLock(
  world: World,
  account: SandboxAccount,
  groupId: string | null,
  { path, on }: { path: string; on: boolean },
): void {
  const place = groupId === null ? account : account.groups.find((each) => each.id === groupId)
  if (!place) throw new AppError('invalid_input', 'There is no such group.')
  const others = place.locked.filter((each) => each !== path)
  const paths = on ? [...others, path] : others
  if (groupId === null) world.setAccountLocks(account.id, paths)
  else world.setGroupLocks(account.id, groupId, paths)
}
