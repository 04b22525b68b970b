import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { AppError, isAppError } from '../core/errors'
import { answerApi } from './api'
import { appsOf, type AppOptions } from './apps'
import { answerConsent } from './consent'
import { answerControl } from './control-api'
import { count, noCounts } from './counts'
import { endpointOf } from './endpoints'
import { failedAnswer, takeFailure } from './failures'
import { document, html } from './html'
import { json, page, readCall, send, type Answer, type Call, redirect } from './http'
import { answerOAuth } from './oauth'
import { answerPages } from './pages'
import { newLimiter } from './rate-limits'
import { openStore } from './store'
import { createWorld, type Inside, type World } from './world'
import type { WebhookOptions } from './subscription'
import { startWebhooks, type WebhookTargets } from './webhooks'
import { noSuchApi } from './zoom-errors'

export type SandboxOptions = AppOptions & {
  /** 0 for any free port. */
  port: number
  /** Where the state is kept between runs; only in memory without it. */
  stateFile?: string
  /** Where each person's own app is told of changes; nowhere without it. */
  webhook?: WebhookOptions
  /** The same for each app, by its name. */
  webhooks?: WebhookTargets
  /** The clock; usual: the machine's. */
  now?: () => Date
}

export type Sandbox = {
  /** The OAuth server's address, for ZOOM_OAUTH_URL. */
  url: string
  /** The API's address, for ZOOM_API_URL. */
  apiUrl: string
  world: World
  close(): Promise<void>
}

/**
 * Starts a stand-in for Zoom on this machine alone: OAuth at `url`, the API at `url`/v2, pages for
 * people at /sandbox, and the same for programs (see control-api.ts). For the demo and tests.
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const store = openStore(options.stateFile, options.now ?? (() => new Date()))
  const { webhook } = options
  const targets = { ...(webhook ? { user: webhook } : {}), ...options.webhooks }
  const apps = appsOf(options)
  const webhooks = startWebhooks(apps, targets, store.now)
  const inside: Inside = {
    store,
    counts: noCounts(),
    latency_ms: 0,
    clockSkew_ms: 0,
    choose: null,
    limiter: newLimiter(),
    webhooks,
    apps,
  }
  const world = createWorld(inside)
  const running: Running = { inside, world, apiUrl: '' }
  const server = createServer((request, response) => void respond(running, request, response))
  server.listen(options.port, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : options.port
  const url = `http://127.0.0.1:${port}`
  running.apiUrl = `${url}/v2`
  return {
    url,
    apiUrl: running.apiUrl,
    world,
    close: async () => {
      webhooks.close()
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

type Running = { inside: Inside; world: World; apiUrl: string }

async function respond(
  running: Running,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { store, clockSkew_ms } = running.inside
  const sent = (answer: Answer) =>
    send(response, answer, new Date(store.now().getTime() + clockSkew_ms))
  try {
    const call = await readCall(request)
    const answer = await answerTo(running, call)
    if (answer === 'drop') response.destroy()
    else await sent(answer)
  } catch (error) {
    if (isAppError(error)) await sent(refusal(request, error))
    else response.destroy(error instanceof Error ? error : undefined)
  }
}

/** What the stand-in itself refuses: a page for a browser, JSON for a program. */
function refusal({ headers }: IncomingMessage, { code, message }: AppError): Answer {
  const status = code === 'not_found' ? 404 : code === 'forbidden' ? 403 : 400
  return headers.accept?.includes('text/html')
    ? page(
        document(
          'That did not work',
          html`<h1>That did not work</h1>
            <p>${message}</p>`,
        ),
        status,
      )
    : json(status, { error: code, message })
}

/** Forms are taken from the stand-in's own pages alone. Programs send no origin. */
function refuseForeign({ method, headers }: Call): void {
  const { origin, host } = headers
  if (method === 'GET' || origin === undefined || origin === `http://${host}`) return
  throw new AppError('forbidden', 'This came from a page of another site.')
}

async function answerTo(running: Running, call: Call): Promise<Answer | 'drop'> {
  const { inside, world } = running
  const { store, apps } = inside
  if (!call.path.startsWith('/v2/')) refuseForeign(call)
  if (call.path === '/') return redirect('/sandbox')
  if (call.path.startsWith('/sandbox')) {
    return answerControl(world, call) ?? answerPages(world, call, store.now())
  }
  if (call.path === '/oauth/authorize') return answerConsent(store, apps, call)
  const isApi = call.path.startsWith('/v2/')
  if (!isApi && !['/oauth/token', '/oauth/revoke'].includes(call.path)) return noSuchApi()
  if (isApi && inside.latency_ms > 0) await wait(inside.latency_ms)
  const fault = takeFailure(store, call, inside.choose)
  const truth = () =>
    isApi
      ? answerApi(inside, call, call.path.slice('/v2'.length), world)
      : answerOAuth(store, apps, call, running.apiUrl)
  const answer = fault ? await failedAnswer(fault, truth) : truth()
  note(inside, call, answer)
  return answer
}

function note({ counts }: Inside, call: Call, answer: Answer | 'drop'): void {
  const found = call.path.startsWith('/v2/')
    ? endpointOf(call.method, call.path.slice('/v2'.length))
    : undefined
  const path = `${call.method} ${found?.endpoint.path ?? call.path}`
  const status = answer === 'drop' ? 0 : answer.status
  count(counts, { path, label: found?.endpoint.label, status })
}
