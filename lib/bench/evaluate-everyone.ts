import { cisZoom } from '../core/benchmarks/cis-zoom/cis-zoom'
import { evaluateBenchmark } from '../core/benchmarks/evaluate-benchmark'
import { isJsonObject, type JsonObject } from '../core/canonical-json'
import { lockSettings, userSettings } from '../core/controls/settings'
import { evaluateMeeting, evaluateUser } from '../core/evaluate'
import { nspcc2020Cpsu } from '../core/profiles/nspcc-2020-cpsu'
import { projectBody } from '../core/projection'
import type { AccountReadings, Reading } from '../core/readings'
import { meetingAtZoom, settingsAtZoom } from './bodies-at-zoom'
import { beside, type Figure } from './figure'

const users_count = 10_000
const meetingsOfOne = 10
/** So many different ones, over and over: all of them at once would measure the memory. */
const users_different = 100

type Someone = { readonly readings: AccountReadings; readonly meetings: readonly Reading[] }

/**
 * What the whole built-in profile makes of 10,000 users and their 100,000 meetings, and the whole
 * CIS benchmark, which has no rule for one meeting, of the users: each beside parsing the JSON of
 * the readings that it judges.
 */
export async function benchEvaluateEveryone(): Promise<Figure[]> {
  const texts = Array.from({ length: users_different }, (_, nth) => ({
    settings: textOf('user_settings', settingsAtZoom(nth)),
    meetings: Array.from({ length: meetingsOfOne }, (_each, index) =>
      textOf('meeting', meetingAtZoom(nth * meetingsOfOne + index)),
    ),
  }))
  const people = texts.map(({ settings, meetings }): Someone => ({
    readings: { user_settings: read(settings) },
    meetings: meetings.map(read),
  }))
  const profile = await beside({
    name: 'evaluate-profile',
    n: users_count * (1 + meetingsOfOne),
    ...{ rounds: 5, warmUp: 2 },
    figure: () => forEveryone(people, judgeByProfile),
    floor: () =>
      forEveryone(texts, ({ settings, meetings }) => [settings, ...meetings].forEach(parsed)),
  })
  const benchmark = await beside({
    name: 'evaluate-cis',
    n: users_count,
    ...{ rounds: 5, warmUp: 2 },
    figure: () => forEveryone(people, judgeByBenchmark),
    floor: () => forEveryone(texts, ({ settings }) => parsed(settings)),
  })
  return [profile, benchmark]
}

function judgeByProfile({ readings, meetings }: Someone): void {
  evaluateUser(nspcc2020Cpsu, readings)
  for (const meeting of meetings) evaluateMeeting(nspcc2020Cpsu, readings, meeting)
}

const judgeByBenchmark = ({ readings }: Someone) =>
  evaluateBenchmark(cisZoom, userSettings(readings), lockSettings(readings))

function forEveryone<Each>(different: readonly Each[], run: (each: Each) => unknown): void {
  for (let round = 0; round < users_count / users_different; round += 1) different.forEach(run)
}

const textOf = (kind: 'meeting' | 'user_settings', body: JsonObject) =>
  JSON.stringify(projectBody(kind, body))

const read = (text: string): Reading => ({ read: true, body: parsed(text) })

function parsed(text: string): JsonObject {
  const body: unknown = JSON.parse(text)
  return isJsonObject(body) ? body : {}
}
