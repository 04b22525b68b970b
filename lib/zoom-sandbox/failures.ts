import { setTimeout as wait } from 'node:timers/promises'
import type { Answer, Call } from './http'
import type { AppName, Failure, Fault } from './state'
import type { Store } from './store'
import { bearerOf, tokenOf } from './tokens'

/** A request as whoever chooses what goes wrong sees it. */
export type FaultyRequest = {
  method: string
  /** With its query: `/v2/users/me/settings?option=meeting_security`, `/oauth/token`. */
  path: string
  /** Who asks, where a token says so. */
  userId: string | null
  app: AppName | null
}

/** Says what goes wrong with one request; null for nothing. */
export type ChooseFault = (request: FaultyRequest) => Partial<Fault> | null

const noFault: Fault = {
  status: 500,
  body: { code: 500, message: 'Internal Server Error' },
  truth: false,
  headers: {},
  delay_ms: 0,
  trickle_ms: 0,
  cut_bytes: null,
  drop: false,
  lost: false,
}

/** With what is usual for everything that is not said. */
export const wholeFault = <More extends Partial<Fault>>(fault: More): More & Fault => ({
  ...noFault,
  ...fault,
})

/** The fault that is to be given to this request, used up by one; null for none. */
export function takeFailure(store: Store, call: Call, choose: ChooseFault | null): Fault | null {
  const { failures } = store.state
  if (failures.length === 0 && !choose) return null
  const request = requestOf(store, call)
  const failure = failures.find((each) => isFor(each, request))
  if (failure?.times) {
    failure.times -= 1
    store.changed()
  }
  if (failure) return failure
  const chosen = choose?.(request)
  return chosen ? wholeFault(chosen) : null
}

const isFor = ({ times, method, userId, path }: Failure, request: FaultyRequest) =>
  (times === null || times > 0) &&
  (method === undefined || method === request.method) &&
  (userId === null || userId === request.userId) &&
  new RegExp(path).test(request.path)

function requestOf(store: Store, call: Call): FaultyRequest {
  const { method } = call
  const query = call.query.toString()
  const path = query === '' ? call.path : `${call.path}?${query}`
  const token = whoAsks(store, call)
  return { method, path, userId: token?.userId ?? null, app: token?.app ?? null }
}

function whoAsks(store: Store, call: Call) {
  const [, access] = /^Bearer (.+)$/i.exec(call.headers.authorization ?? '') ?? []
  if (access !== undefined) {
    const bearer = bearerOf(store, access)
    return bearer.ok ? bearer.token : null
  }
  const form = new URLSearchParams(call.text)
  const refresh = form.get('refresh_token')
  if (refresh !== null) return tokenOf(store, refresh)
  const account = store.state.accounts.find(({ id }) => id === form.get('account_id'))
  return account ? { userId: account.ownerId, app: 'server' as const } : null
}

/** The answer that a fault makes of the true one. */
export async function failedAnswer(fault: Fault, truth: () => Answer): Promise<Answer | 'drop'> {
  if (fault.delay_ms > 0) await wait(fault.delay_ms, undefined, { ref: false })
  if (fault.lost) truth()
  if (fault.drop || fault.lost) return 'drop'
  const { trickle_ms, cut_bytes } = fault
  const answer = fault.truth ? truth() : scripted(fault)
  return {
    ...answer,
    headers: { ...answer.headers, ...fault.headers },
    ...(trickle_ms > 0 ? { trickle_ms } : {}),
    ...(cut_bytes === null ? {} : { cut_bytes }),
  }
}

const scripted = ({ status, body }: Fault): Answer => {
  if (status === 204) return { status }
  return typeof body === 'string' ? { status, html: body } : { status, json: body }
}
