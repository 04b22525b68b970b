import { readFileSync } from 'node:fs'
import { evaluateMeeting, evaluateUser } from '#lib/core/evaluate'
import { isJsonObject, type Json, type JsonObject } from '#lib/core/canonical-json'
import { nspcc2020Cpsu } from '#lib/core/profiles/nspcc-2020-cpsu'
import type { AccountReadings, Reading } from '#lib/core/readings'
import type { ControlId, ControlResult } from '#lib/core/results'

const folder = new URL('../fixtures/controls/', import.meta.url).pathname

/** Absolute path of a body of our own making. */
export const controlFixture = (name: string) => folder + name

export function bodyOf(name: string): JsonObject {
  const body: JsonObject = JSON.parse(readFileSync(controlFixture(name), 'utf8'))
  return body
}

/** What to set at which dotted path; undefined takes it out. */
export type Values = Record<string, Json | undefined>

/** A copy of a body with these values. Sections on the way are made where there are none. */
export const withValues = (body: JsonObject, values: Values): JsonObject =>
  Object.entries(values).reduce((copy, [path, value]) => put(copy, path.split('.'), value), body)

function put(body: JsonObject, keys: readonly string[], value: Json | undefined): JsonObject {
  const [key = '', ...rest] = keys
  const { [key]: inside, ...others } = body
  if (rest.length > 0) {
    if (value === undefined && !isJsonObject(inside)) return body
    return { ...body, [key]: put(isJsonObject(inside) ? inside : {}, rest, value) }
  }
  return value === undefined ? others : { ...body, [key]: value }
}

export const read = (body: JsonObject): Reading => ({ read: true, body })

/** The readings of a user whose settings came in one body. */
export const userReadings = (body: JsonObject): AccountReadings => ({ user_settings: read(body) })

/** As projected: every rule met, the passcode and the other host replaced by their presence. */
export const safeMeeting = withValues(bodyOf('meeting-safe.json'), {
  password: { present: true },
  'settings.alternative_hosts': { present: true },
  join_url: undefined,
  start_url: undefined,
})

export const safeUser = bodyOf('user-merged-safe.json')

export const pick = (results: readonly ControlResult[], id: ControlId) => {
  const found = results.find(({ control }) => control === id)
  if (!found) throw new Error(`No result for ${id}.`)
  return found
}

export const judgeUser = (id: ControlId, values: Values) =>
  pick(evaluateUser(nspcc2020Cpsu, userReadings(withValues(safeUser, values))), id)

export const judgeMeeting = (id: ControlId, values: Values, user: Values = {}) =>
  pick(
    evaluateMeeting(
      nspcc2020Cpsu,
      userReadings(withValues(safeUser, user)),
      read(withValues(safeMeeting, values)),
    ),
    id,
  )
