import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isJsonObject, type Json, type JsonObject } from '#lib/core/canonical-json'
import { evaluateAccount, evaluateGroup, evaluateMeeting, evaluateUser } from '#lib/core/evaluate'
import { nspcc2020Cpsu } from '#lib/core/profiles/nspcc-2020-cpsu'
import type { Reading } from '#lib/core/readings'
import type { ControlResult } from '#lib/core/results'
import type { ZoomClient } from '#lib/zoom/client'
import { answerOf } from '#lib/zoom/failure'
import { listMeetings } from '#lib/zoom/list-meetings'
import { readLevelSettings } from '#lib/zoom/read-level-settings'
import { readMeeting } from '#lib/zoom/read-meeting'
import { readSettings } from '#lib/zoom/read-settings'
import { readUser } from '#lib/zoom/read-user'
import { bodyOf, withValues } from '../support/control-bodies'
import { hasShared, sharedText } from '../support/shared'

const now = new Date('2026-11-25T12:00:00Z')
const number = '85746065432'

/** Zoom answers each request with this text, by what was asked. */
const zoomSays = (textOf: (query: Readonly<Record<string, string>>) => string): ZoomClient => ({
  stopped: () => null,
  hasAsked: () => true,
  get: (_path, query = {}) =>
    Promise.resolve(
      answerOf({ answered: true, status: 200, headers: new Headers(), text: textOf(query) }, now),
    ),
})

const example = (name: string): JsonObject[] => {
  const path = `zoom/fixtures/spec-examples-zoomnet/endpoints/${name}_GET.json`
  return hasShared ? [JSON.parse(sharedText(path))] : []
}

/** Bodies that meet every rule, and the official ones. */
const general = [bodyOf('user-safe.json'), ...example('users-userId-settings')]
const security = [bodyOf('user-security-safe.json'), ...example('users-userId-settings')]
const ofMeeting = [bodyOf('meeting-safe.json'), ...example('meetings-meetingId')].map((body) => ({
  ...body,
  id: Number(number),
}))
const ofSeries = ofMeeting.map((body) => ({
  ...withValues(body, { start_time: undefined }),
  type: 8,
  occurrences: [
    { occurrence_id: '1', start_time: '2026-11-26T17:00:00Z', duration: 60, status: 'available' },
  ],
}))

/** What nobody at Zoom would choose between: none of it says how anything is set. */
const strange = fc.constantFrom<Json>(
  ...[null, 'yes', 'On', 'XYZZY', '0', -1, 77, 1e9, 0.5, [], [true], {}, { value: true }],
  ...[{ present: 'yes' }, [[[]]], 'true', 'false', '\u0000', 'é'.repeat(200)],
)

const pathsOf = (body: JsonObject): string[] =>
  Object.entries(body).flatMap(([key, inside]) => [
    key,
    ...(isJsonObject(inside) ? pathsOf(inside).map((path) => `${key}.${path}`) : []),
  ])

type Change = { at: number; to: Json | undefined }
const changes = fc.array(
  fc.record({ at: fc.nat(), to: fc.oneof(strange, fc.constant(undefined)) }),
  { minLength: 1, maxLength: 8 },
)

const changed = (body: JsonObject, made: readonly Change[]): JsonObject =>
  made.reduce((copy, { at, to }) => {
    const paths = pathsOf(copy)
    const path = paths[at % Math.max(1, paths.length)]
    return path === undefined ? copy : withValues(copy, { [path]: to })
  }, body)

type Bodies = { general: JsonObject; security: JsonObject; meeting: JsonObject; time: JsonObject }

const bodies = fc
  .tuple(
    fc.constantFrom(...general),
    fc.constantFrom(...security),
    fc.constantFrom(...ofMeeting, ...ofSeries),
  )
  .map(([one, other, meeting]): Bodies => ({
    general: one,
    security: other,
    meeting,
    time: withValues(meeting, { occurrences: undefined }),
  }))

/** Everything that an audit reads and makes of it, from Zoom's text to results. */
async function audited(texts: { readonly [of in keyof Bodies]: string }) {
  const client = zoomSays(({ occurrence_id, option }) => {
    if (occurrence_id) return texts.time
    return option ? texts.security : texts.general
  })
  const opened = await readMeeting(
    zoomSays(({ occurrence_id }) => (occurrence_id ? texts.time : texts.meeting)),
    number,
    now,
  )
  const account = {
    user: await readUser(client),
    user_settings: await readSettings(client, 'user_settings'),
    user_meeting_security: await readSettings(client, 'user_meeting_security'),
  }
  await listMeetings(client, now)
  return {
    readings: [account.user_settings, account.user_meeting_security, opened.reading],
    user: evaluateUser(nspcc2020Cpsu, account),
    meeting: evaluateMeeting(nspcc2020Cpsu, account, opened.reading),
  }
}

const textsOf = (of: Bodies) => ({
  general: JSON.stringify(of.general),
  security: JSON.stringify(of.security),
  meeting: JSON.stringify(of.meeting),
  time: JSON.stringify(of.time),
})

const metIn = (results: readonly ControlResult[]) =>
  results.flatMap(({ control, result }) => (result === 'met' ? [control] : [])).toSorted()

/** Z02 does without what most plans never tell, and Z22 says so (tests/unit/evaluate-properties). */
const isAdmission = (control: string) => control === 'Z02'

/** Values that cannot be right at a path. A passcode may be any text; a section may be without a part. */
const oddFor = (path: string, body: JsonObject): Json[] => [
  ...[77, [], [true], null],
  ...(path === 'password' ? [] : ['XYZZY']),
  ...(isJsonObject(body[path]) ? [] : [{ value: true }]),
]

describe('bodies of Zoom’s in which anything was changed to something strange, or taken out', () => {
  test('are read or are not, are judged, and never meet a rule that they did not meet', async () => {
    const which = fc.constantFrom<keyof Bodies>('general', 'security', 'meeting', 'time')
    await fc.assert(
      fc.asyncProperty(bodies, which, changes, async (given, of, made) => {
        const before = await audited(textsOf(given))
        const after = await audited(textsOf({ ...given, [of]: changed(given[of], made) }))
        for (const level of ['user', 'meeting'] as const) {
          const was = new Set(metIn(before[level]))
          const isNew = metIn(after[level]).filter((id) => !was.has(id) && !isAdmission(id))
          expect(isNew).toEqual([])
        }
      }),
      { numRuns: 400 },
    )
  })

  test('of which any single value is strange leave no rule met that hangs on it', async () => {
    const base: Bodies = {
      general: bodyOf('user-safe.json'),
      security: bodyOf('user-security-safe.json'),
      meeting: { ...bodyOf('meeting-safe.json'), id: Number(number) },
      time: {},
    }
    const wrong: string[] = []
    const whole = await audited(textsOf(base))
    let deciding = 0
    for (const of of ['general', 'security', 'meeting'] as const) {
      for (const path of pathsOf(base[of])) {
        const without = await audited(
          textsOf({ ...base, [of]: withValues(base[of], { [path]: undefined }) }),
        )
        for (const level of ['user', 'meeting'] as const) {
          const kept = new Set(metIn(without[level]))
          const hanging = metIn(whole[level]).filter((id) => !kept.has(id))
          if (hanging.length === 0) continue
          deciding += 1
          for (const value of oddFor(path, base[of])) {
            const odd = withValues(base[of], { [path]: value })
            const met = metIn((await audited(textsOf({ ...base, [of]: odd })))[level])
            const still = hanging.filter((id) => met.includes(id)).join()
            if (still) wrong.push(`${of} ${path} = ${JSON.stringify(value)}: ${still}`)
          }
        }
      }
    }
    expect(deciding).toBeGreaterThan(20)
    expect(wrong).toEqual([])
  })

  test('cut off anywhere, are not read, and nothing of theirs is met', async () => {
    await fc.assert(
      fc.asyncProperty(bodies, fc.nat(), async (given, at) => {
        const whole = textsOf(given)
        const cut = (text: string) => text.slice(0, at % text.length)
        const { readings, user, meeting } = await audited({
          general: cut(whole.general),
          security: cut(whole.security),
          meeting: cut(whole.meeting),
          time: cut(whole.time),
        })
        const unread: Reading = { read: false, reason: 'unreadable_body' }
        expect(readings).toEqual([unread, unread, unread])
        expect([...metIn(user), ...metIn(meeting)]).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  test('of a series, one time of which was cut off, are not read', async () => {
    const [meeting = {}] = ofSeries
    const texts = textsOf({ general: {}, security: {}, meeting, time: meeting })
    const { readings } = await audited({ ...texts, time: texts.time.slice(0, -1) })
    expect(readings[2]).toEqual({ read: false, reason: 'unreadable_body' })
    expect((await audited(texts)).readings[2]).toMatchObject({ read: true })
  })
})

describe('the same of an account and of a group', () => {
  const levels = [
    ['account', bodyOf('account-safe.json'), 'account_settings', evaluateAccount],
    ['group', bodyOf('group-safe.json'), 'group_settings', evaluateGroup],
  ] as const

  test.each(levels)(
    '%s: no rule is met that hangs on a strange value',
    async (_, base, kind, judge) => {
      const met = async (body: JsonObject) => {
        const client = zoomSays(() => JSON.stringify(body))
        return metIn(judge(nspcc2020Cpsu, { [kind]: await readLevelSettings(client, kind, 'g') }))
      }
      const whole = await met(base)
      const wrong: string[] = []
      let deciding = 0
      for (const path of pathsOf(base)) {
        const kept = new Set(await met(withValues(base, { [path]: undefined })))
        const hanging = whole.filter((id) => !kept.has(id))
        if (hanging.length === 0) continue
        deciding += 1
        for (const value of oddFor(path, base)) {
          const still = (await met(withValues(base, { [path]: value }))).filter((id) =>
            hanging.includes(id),
          )
          if (still.length > 0) wrong.push(`${path} = ${JSON.stringify(value)}: ${still.join()}`)
        }
      }
      expect(deciding).toBeGreaterThan(8)
      expect(wrong).toEqual([])
    },
  )
})
