import { document, html } from './html'
import { formOf, page, redirect, type Answer, type Call } from './http'
import type { SandboxUser } from './state'
import type { Store } from './store'
import { issueCode } from './tokens'

type App = {
  clientId: string
  appScopes: readonly string[]
  /** Those that the person has to tick themselves. */
  optionalScopes: readonly string[]
}

/** What an app asks for in the address; null with the reason where Zoom would show an error. */
type Asked = { redirectUri: string; state: string; challenge: string | null }

/** What each scope lets the app see, in words. */
const scopeWords: { readonly [scope: string]: string } = {
  'user:read:user': 'View your Zoom profile',
  'user:read:settings': 'View your settings',
  'meeting:read:list_meetings': 'View the list of your meetings',
  'meeting:read:meeting': 'View a meeting of yours',
  'user:update:settings': 'Change your settings',
  'meeting:update:meeting': 'Change a meeting of yours',
}

/**
 * /oauth/authorize: GET shows who may be signed in as and what is asked for; POST with `user`
 * (id), `scope` (each that is granted) and `decision` (`allow` or `decline`) goes back to the
 * app with a code, or with `error=access_denied`. The query stays in the address for both.
 */
export function answerConsent(store: Store, app: App, call: Call): Answer {
  const asked = askedOf(app, call.query)
  if (typeof asked === 'string') return wrong(asked)
  if (call.method !== 'POST') return consentPage(store, app, '')
  const form = formOf(call)
  if (form.get('decision') !== 'allow') return back(asked, { error: 'access_denied' })
  const user = store.state.users.find(({ id }) => id === form.get('user'))
  if (!user) return consentPage(store, app, 'Choose who you are.')
  const scopes = [...app.appScopes, ...app.optionalScopes].filter(
    (scope) => form.getAll('scope').includes(scope) && (user.scopes?.includes(scope) ?? true),
  )
  const { redirectUri, challenge } = asked
  return back(asked, {
    code: issueCode(store, { userId: user.id, redirectUri, challenge, scopes }),
  })
}

function askedOf({ clientId }: App, query: URLSearchParams): Asked | string {
  if (query.get('client_id') !== clientId) return 'Invalid client_id (4,700)'
  if (query.get('response_type') !== 'code') return 'Unsupported response type (4,700)'
  const redirectUri = query.get('redirect_uri') ?? ''
  const isWeb = URL.canParse(redirectUri) && /^https?:$/.test(new URL(redirectUri).protocol)
  if (!isWeb) return 'Invalid redirect (4,709)'
  const method = query.get('code_challenge_method')
  const challenge = query.get('code_challenge')
  if (challenge !== null && method !== 'S256') return 'Unsupported code challenge method (4,700)'
  return { redirectUri, state: query.get('state') ?? '', challenge }
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

const person = ({ id, firstName, lastName, email }: SandboxUser) =>
  html`<label class="choice"
    ><input type="radio" name="user" value="${id}" required /><span
      >${firstName} ${lastName}<span class="small">${email}</span></span
    ></label
  >`

const scopeChoice = (scope: string, ticked: boolean) =>
  html`<label class="choice"
    ><input type="checkbox" name="scope" value="${scope}" ${ticked && html`checked`} /><span
      >${scopeWords[scope] ?? scope}<span class="small">${scope}</span></span
    ></label
  >`

function consentPage(
  { state }: Store,
  { appScopes, optionalScopes }: App,
  problem: string,
): Answer {
  const title = 'Touchline wants to look at a Zoom account'
  const main = html`<h1>${title}</h1>
    ${problem && html`<div class="problem" role="alert">${problem}</div>`}
    ${
      state.users.length === 0 &&
      html`<p>There is nobody here yet. Whoever started this stand-in adds people first.</p>`
    }
    <form method="post">
      <fieldset class="people">
        <legend>Sign in as</legend>
        ${state.users.map(person)}
      </fieldset>
      <fieldset>
        <legend>Touchline will be able to</legend>
        ${appScopes.map((scope) => scopeChoice(scope, true))}
      </fieldset>
      <fieldset>
        <legend>If you tick it, Touchline will also be able to</legend>
        ${optionalScopes.map((scope) => scopeChoice(scope, false))}
      </fieldset>
      <div class="buttons">
        <button class="main" name="decision" value="allow">Allow</button>
        <button name="decision" value="decline" formnovalidate>Decline</button>
      </div>
    </form>`
  return page(document(title, main), problem ? 400 : 200)
}
