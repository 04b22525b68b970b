import { isJsonObject, type JsonObject } from '../core/canonical-json'
import { evaluateMeeting } from '../core/evaluate'
import { nspcc2020Cpsu } from '../core/profiles/nspcc-2020-cpsu'
import { projectBody } from '../core/projection'
import type { AccountReadings } from '../core/readings'
import { meetingAtZoom, settingsAtZoom } from './bodies-at-zoom'
import { beside, type Figure } from './figure'

const meetings_count = 10_000

/**
 * What the rules make of 10,000 meetings as readings hold them, beside parsing the JSON of those
 * very bytes.
 */
export function benchEvaluateMeetings(): Promise<Figure> {
  const texts = Array.from({ length: meetings_count }, (_, index) =>
    JSON.stringify(projectBody('meeting', meetingAtZoom(index))),
  )
  const bodies = texts.map(parsed)
  const user_settings = projectBody('user_settings', settingsAtZoom)
  const readings: AccountReadings = { user_settings: { read: true, body: user_settings } }
  return beside({
    name: 'evaluate-meetings',
    n: meetings_count,
    rounds: 7,
    warmUp: 3,
    figure: () => {
      for (const body of bodies) evaluateMeeting(nspcc2020Cpsu, readings, { read: true, body })
    },
    floor: () => {
      for (const text of texts) JSON.parse(text)
    },
  })
}

function parsed(text: string): JsonObject {
  const body: unknown = JSON.parse(text)
  return isJsonObject(body) ? body : {}
}
