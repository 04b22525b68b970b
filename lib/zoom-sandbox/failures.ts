import { setTimeout as wait } from 'node:timers/promises'
import type { Answer, Call } from './http'
import type { Failure } from './state'
import type { Store } from './store'
import { bearerOf, ownerOf } from './tokens'

/** The failure that is to be given to this request, used up by one; null for none. */
export function takeFailure(store: Store, call: Call): Failure | null {
  const { failures } = store.state
  if (failures.length === 0) return null
  const query = call.query.toString()
  const asked = query === '' ? call.path : `${call.path}?${query}`
  const userId = whoAsks(store, call)
  const failure = failures.find(
    (each) =>
      (each.times === null || each.times > 0) &&
      (each.method === undefined || each.method === call.method) &&
      (each.userId === null || each.userId === userId) &&
      new RegExp(each.path).test(asked),
  )
  if (failure?.times) {
    failure.times -= 1
    store.changed()
  }
  return failure ?? null
}

function whoAsks(store: Store, call: Call): string | null {
  const [, token] = /^Bearer (.+)$/i.exec(call.headers.authorization ?? '') ?? []
  if (token !== undefined) {
    const bearer = bearerOf(store, token)
    return bearer.ok ? bearer.token.userId : null
  }
  return ownerOf(store, new URLSearchParams(call.text).get('refresh_token') ?? '')
}

/** The failure as an answer: text is sent as a page, as Zoom's own front does. */
export async function failedAnswer(failure: Failure): Promise<Answer> {
  if (failure.delay_ms > 0) await wait(failure.delay_ms, undefined, { ref: false })
  const { status, body, headers } = failure
  return typeof body === 'string'
    ? { status, html: body, headers }
    : { status, json: body, headers }
}
