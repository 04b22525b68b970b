import { accountOf, isAdmin, usersOfAccount } from './accounts'
import type { App } from './apps'
import { document, html } from './html'
import { formOf, page, redirect, type Answer, type Call } from './http'
import { scopeWords } from './scope-words'
import type { SandboxUser } from './state'
import type { Store } from './store'
import { issueCode } from './tokens'

/** What an app asks for in the address; null with the reason where Zoom would show an error. */
type Asked = { app: App; redirectUri: string; state: string; challenge: string | null }

/**
 * /oauth/authorize: GET shows who may be signed in as and what is asked for; POST with `user`
 * (id), `scope` (each that is granted) and `decision` (`allow` or `decline`) goes back to the
 * app with a code, or with `error=access_denied`. The query stays in the address for both. What is
 * asked for a whole account is an administrator's to allow.
 */
export function answerConsent(store: Store, apps: readonly App[], call: Call): Answer {
  const asked = askedOf(apps, call.query)
  if (typeof asked === 'string') return wrong(asked)
  const { app, redirectUri, challenge } = asked
  if (call.method !== 'POST') return consentPage(store, app, '')
  const form = formOf(call)
  if (form.get('decision') !== 'allow') return back(asked, { error: 'access_denied' })
  const user = signedIn(store, app).find(({ id }) => id === form.get('user'))
  if (!user) return consentPage(store, app, 'Choose who you are.')
  if (app.name === 'admin' && !mayForAll(store, user)) {
    return consentPage(store, app, whoMay(store, user))
  }
  const scopes = [...app.scopes, ...app.optionalScopes].filter(
    (scope) => form.getAll('scope').includes(scope) && (user.scopes?.includes(scope) ?? true),
  )
  const code = { userId: user.id, app: app.name, redirectUri, challenge, scopes }
  return back(asked, { code: issueCode(store, code) })
}

/** Whoever can sign in; of an app for a whole account, those first who may allow it for others. */
function signedIn(store: Store, app: App): SandboxUser[] {
  const active = store.state.users.filter(({ status }) => status !== 'inactive')
  if (app.name !== 'admin') return active
  const isFirst = (user: SandboxUser) =>
    usersOfAccount(store, user.accountId).length > 1 && mayForAll(store, user)
  return [...active.filter(isFirst), ...active.filter((user) => !isFirst(user))]
}

const mayForAll = (store: Store, user: SandboxUser) =>
  isAdmin(accountOf(store, user.accountId), user.id)

function whoMay(store: Store, { accountId }: SandboxUser): string {
  const account = accountOf(store, accountId)
  const admins = store.state.users.filter(({ id }) => isAdmin(account, id))
  const names = admins.map(
    ({ firstName, lastName, email }) => `${firstName} ${lastName} (${email})`,
  )
  return `Only an administrator may allow this for all of ${account.name}: ${names.join(', ')}.`
}

function askedOf(apps: readonly App[], query: URLSearchParams): Asked | string {
  const app = apps.find(({ clientId }) => clientId === query.get('client_id'))
  // A server's own credentials need no consent, so there is no page for them.
  if (!app || app.name === 'server') return 'Invalid client_id (4,700)'
  if (query.get('response_type') !== 'code') return 'Unsupported response type (4,700)'
  const redirectUri = query.get('redirect_uri') ?? ''
  const isWeb = URL.canParse(redirectUri) && /^https?:$/.test(new URL(redirectUri).protocol)
  if (!isWeb) return 'Invalid redirect (4,709)'
  const method = query.get('code_challenge_method')
  const challenge = query.get('code_challenge')
  if (challenge !== null && method !== 'S256') return 'Unsupported code challenge method (4,700)'
  return { app, redirectUri, state: query.get('state') ?? '', challenge }
}

function back({ redirectUri, state }: Asked, answer: Record<string, string>): Answer {
  const address = new URL(redirectUri)
  for (const [name, value] of Object.entries({ ...answer, state })) {
    if (value !== '') address.searchParams.set(name, value)
  }
  return redirect(address.href)
}

const wrong = (reason: string): Answer =>
  page(
    document(
      'Invalid request',
      html`<h1>Invalid request</h1>
        <p>${reason}</p>`,
    ),
    400,
  )

const person = ({ id, firstName, lastName, email }: SandboxUser, more: string) =>
  html`<label class="choice"
    ><input type="radio" name="user" value="${id}" required /><span
      >${firstName} ${lastName}<span class="small">${email}${more}</span></span
    ></label
  >`

const scopeChoice = (scope: string, ticked: boolean) =>
  html`<label class="choice"
    ><input type="checkbox" name="scope" value="${scope}" ${ticked && html`checked`} /><span
      >${scopeWords[scope] ?? scope}<span class="small">${scope}</span></span
    ></label
  >`

/** Beside an app for a whole account: of which, and whether one may allow it. */
function standing(store: Store, app: App, user: SandboxUser): string {
  if (app.name !== 'admin') return ''
  const { name } = accountOf(store, user.accountId)
  return ` · ${mayForAll(store, user) ? 'administrator' : 'member'} of ${name}`
}

const titles = {
  user: 'Touchline wants to look at a Zoom account',
  admin: 'Touchline wants to look at everybody in a Zoom account',
}

function consentPage(store: Store, app: App, problem: string): Answer {
  const people = signedIn(store, app)
  const forAll = app.name === 'admin'
  const title = titles[forAll ? 'admin' : 'user']
  const main = html`<h1>${title}</h1>
    ${problem && html`<div class="problem" role="alert">${problem}</div>`}
    ${
      forAll &&
      html`<p>
        <strong>This is for the whole account</strong>: its settings, and everybody’s settings and
        meetings. Only an administrator of the account may allow it.
      </p>`
    }
    ${
      people.length === 0 &&
      html`<p>There is nobody here yet. Whoever started this stand-in adds people first.</p>`
    }
    <form method="post">
      <fieldset class="people">
        <legend>Sign in as</legend>
        ${people.map((user) => person(user, standing(store, app, user)))}
      </fieldset>
      <fieldset>
        <legend>Touchline will be able to</legend>
        ${app.scopes.map((scope) => scopeChoice(scope, true))}
      </fieldset>
      <fieldset>
        <legend>If you tick it, Touchline will also be able to</legend>
        ${app.optionalScopes.map((scope) => scopeChoice(scope, false))}
      </fieldset>
      <div class="buttons">
        <button class="main" name="decision" value="allow">Allow</button>
        <button name="decision" value="decline" formnovalidate>Decline</button>
      </div>
    </form>`
  return page(document(title, main), problem ? 400 : 200)
}
