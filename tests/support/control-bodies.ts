import { readFileSync } from 'node:fs'
import { evaluateMeeting, evaluateUser } from '#lib/core/evaluate'
import { isJsonObject, type JsonObject } from '#lib/core/canonical-json'
import { nspcc2020Cpsu } from '#lib/core/profiles/nspcc-2020-cpsu'
import type { AccountReadings, Reading } from '#lib/core/readings'
import type { ControlId, ControlResult } from '#lib/core/results'

const folder = new URL('../fixtures/controls/', import.meta.url).pathname

/** Absolute path of a body of our own making. */
export const controlFixture = (name: string) => folder + name

export const bodyOf = (name: string) =>
  JSON.parse(readFileSync(controlFixture(name), 'utf8')) as JsonObject

/** A copy with the values at these dotted paths set, or taken out where undefined. */
export function withValues(body: JsonObject, values: Record<string, unknown>): JsonObject {
  const copy: Record<string, unknown> = structuredClone(body)
  for (const [path, value] of Object.entries(values)) {
    const keys = path.split('.')
    const last = keys.pop() ?? ''
    let inside = copy
    for (const key of keys) {
      if (!isJsonObject(inside[key])) inside[key] = {}
      inside = inside[key] as Record<string, unknown>
    }
    if (value === undefined) delete inside[last]
    else inside[last] = value
  }
  return copy as JsonObject
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

export const judgeUser = (id: ControlId, values: Record<string, unknown>) =>
  pick(evaluateUser(nspcc2020Cpsu, userReadings(withValues(safeUser, values))), id)

export const judgeMeeting = (
  id: ControlId,
  values: Record<string, unknown>,
  user: Record<string, unknown> = {},
) =>
  pick(
    evaluateMeeting(
      nspcc2020Cpsu,
      userReadings(withValues(safeUser, user)),
      read(withValues(safeMeeting, values)),
    ),
    id,
  )
