import { setTimeout as wait } from 'node:timers/promises'
import type { JsonObject } from '../core/canonical-json'
import type { CouldNotCheckReason } from '../core/readings'
import { log } from '../log'
import type { Budget } from './budget'
import { answerOf, changeOf, type Answer, type Failure } from './failure'
import {
  failures_in_a_row_max,
  firstWait_max_ms,
  tries_max,
  wait_max_ms,
  waits_max,
} from './limits'
import { rateLabelOf } from './rate-limits'
import { send } from './send'

/** A token to ask with, and where; or why there is none. */
export type Access =
  | {
      readonly ok: true
      readonly accessToken: string
      readonly apiUrl: string
      /** Of the tokens, to say which ones Zoom refused. */
      readonly version: number
    }
  | { readonly ok: false; readonly reason: CouldNotCheckReason }

type Query = Readonly<Record<string, string>>

type Request = {
  readonly method: 'GET' | 'PATCH'
  readonly path: string
  readonly query: Query
  readonly body?: JsonObject
}

export type ZoomClient = {
  /** Asks for a path of the API. `query` never carries a secret: addresses end up in logs. */
  get(path: string, query?: Query): Promise<Answer>
  /** Why nothing more is asked of Zoom, where that is so: no token, no place, Zoom is down. */
  stopped(): Failure | null
  /** True once anything was sent. */
  hasAsked(): boolean
}

/** One that may also change things, where its holder has said so. */
export type ZoomWriter = ZoomClient & {
  /**
   * Changes what is at a path. Sent once: where no answer came it is not known whether Zoom took it,
   * and each try counts against the day's changes. An `ok` is Zoom's word and no proof.
   */
  patch(path: string, body: JsonObject, query?: Query): Promise<Answer>
}

/** How often one request may find its token refused: `access` is to have said no long before. */
const renewals_max = 3

/** The wait before a try after one that failed, and before the one after that. */
const pause_ms = 150

/**
 * A client for one Zoom user. `access` gives the token and, told which version Zoom refused, a newer
 * one: asked once for each version, however many requests find out. `budget` is the account's, and
 * asked for a place before each request. Whatever Zoom and the network do is an answer and never an
 * exception. Once it makes no sense to ask on, every further request is answered at once with why.
 */
export function zoomClient(
  access: (refusedVersion?: number) => Promise<Access>,
  budget: Budget,
): ZoomWriter {
  const state: State = { access, budget, stopped: null, asked: false, failures: 0 }
  return {
    stopped: () => state.stopped,
    hasAsked: () => state.asked,
    get: (path, query = {}) => request(state, { method: 'GET', path, query }),
    patch: (path, body, query = {}) => request(state, { method: 'PATCH', path, query, body }),
  }
}

type State = {
  readonly access: (refusedVersion?: number) => Promise<Access>
  current?: Promise<Access>
  readonly budget: Budget
  stopped: Failure | null
  asked: boolean
  failures: number
}

async function request(state: State, asked: Request): Promise<Answer> {
  const triesMax = asked.method === 'GET' ? tries_max : 1
  let tries = 0
  let waits = 0
  let renewals = 0
  for (;;) {
    if (state.stopped) return { ok: false, failure: state.stopped }
    const access = await (state.current ??= state.access())
    if (!access.ok) return stop(state, { reason: access.reason, again: 'never' })
    const place = await placeFor(state, asked.path)
    if (!place.ok) return stop(state, { reason: 'zoom_down', again: 'later', at: place.at })
    state.asked = true
    const answer = await ask(access, asked)
    if (answer.ok) {
      state.failures = 0
      return answer
    }
    const { failure } = answer
    if (failure.again === 'refused' && renewals < renewals_max) {
      renewals += 1
      state.current = newer(state, access.version)
    } else if (failure.again === 'patience' && waits < waits_max) {
      waits += 1
      await beQuiet(state, failure)
    } else if (failure.again === 'soon' && tries + 1 < triesMax) {
      tries += 1
      await wait(pause_ms * 2 ** (tries - 1) * (1 + Math.random()))
    } else {
      if (failure.again === 'later') await beQuiet(state, failure)
      return giveUp(state, asked.path, failure)
    }
  }
}

/** What has not begun does not wait for long: whoever works on it can do something else. */
const placeFor = ({ budget, asked }: State, path: string) =>
  budget.place(rateLabelOf(path), asked ? wait_max_ms : firstWait_max_ms)

async function ask(
  { apiUrl, accessToken }: Extract<Access, { ok: true }>,
  { method, path, query, body }: Request,
): Promise<Answer> {
  const url = new URL(`${apiUrl}${path}`)
  url.search = new URLSearchParams(query).toString()
  const headers = { authorization: `Bearer ${accessToken}`, accept: 'application/json' }
  if (!body) return answerOf(await send(url, { headers }), new Date())
  const type = { 'content-type': 'application/json' }
  const init = { method, headers: { ...headers, ...type }, body: JSON.stringify(body) }
  return changeOf(await send(url, init), new Date())
}

/** The first to be refused renews; the others of the same version find the newer one. */
async function newer(state: State, refusedVersion: number): Promise<Access> {
  const held = await (state.current ?? state.access())
  return held.ok && held.version === refusedVersion ? state.access(refusedVersion) : held
}

/** Nobody asks about the account before: one request that was too many is a sign for all of them. */
async function beQuiet({ budget }: State, { at }: Failure): Promise<void> {
  const jitter_ms = Math.random() * 1000
  await budget.quiet(new Date((at?.getTime() ?? Date.now()) + jitter_ms))
}

function giveUp(state: State, path: string, failure: Failure): Answer {
  // Ids of meetings are in the path, and stay out of the log.
  log.info({ path: path.replaceAll(/\d+/g, '…'), ...failure }, 'Zoom gave nothing')
  if (failure.again === 'refused' || failure.again === 'later') return stop(state, failure)
  state.failures = failure.again === 'soon' ? state.failures + 1 : 0
  if (state.failures < failures_in_a_row_max) return { ok: false, failure }
  return stop(state, failure)
}

function stop(state: State, failure: Failure): Answer {
  state.stopped ??= failure
  return { ok: false, failure: state.stopped }
}
