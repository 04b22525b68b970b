import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { isJsonObject, type Json, type JsonObject } from '#lib/core/canonical-json'
import { evaluateAccount, evaluateGroup, evaluateMeeting, evaluateUser } from '#lib/core/evaluate'
import { nspcc2020Cpsu } from '#lib/core/profiles/nspcc-2020-cpsu'
import { controlIds, results as resultWords, type ControlResult } from '#lib/core/results'
import { bodyOf, read, safeMeeting, withValues } from '../support/control-bodies'

/** Values that stand, or might one day stand, in a field that controls look at. */
const value = fc.constantFrom<Json>(
  ...[true, false, null, 0, 1, 2, 3, 4, 8, -1, '', 'host', 'all', 'none', 'jbh_only', 'local'],
  ...['cloud', 'everyone', 'users_not_on_invite', 'custom', 'follow_setting', 'true', [], {}],
  ...[{ present: true }, { present: false }, { enable: false }, [true]],
)

const anyJson = fc.jsonValue().map((each): Json => JSON.parse(JSON.stringify(each)))

const anyObject = fc.dictionary(fc.string({ maxLength: 3 }), anyJson)

const bodies = {
  user: withValues(bodyOf('user-merged-safe.json'), {
    'schedule_meeting.mute_upon_entry': true,
    'meeting_security.waiting_room_options.admit_type': 2,
  }),
  account: bodyOf('account-safe.json'),
  group: bodyOf('group-safe.json'),
  meeting: safeMeeting,
}

type Level = keyof typeof bodies

const judge = (level: Level, body: JsonObject): ControlResult[] => {
  const host = { user_settings: read(bodies.user) }
  if (level === 'meeting') return evaluateMeeting(nspcc2020Cpsu, host, read(body))
  if (level === 'account') return evaluateAccount(nspcc2020Cpsu, { account_settings: read(body) })
  if (level === 'group') return evaluateGroup(nspcc2020Cpsu, { group_settings: read(body) })
  return evaluateUser(nspcc2020Cpsu, { user_settings: read(body) })
}

/** Every path of keys in a body, of sections as well as of single values. */
const pathsOf = (body: JsonObject): string[] =>
  Object.entries(body).flatMap(([key, inside]) => [
    key,
    ...(isJsonObject(inside) ? pathsOf(inside).map((path) => `${key}.${path}`) : []),
  ])

/** A body that met every rule, with some of its fields set to something else, or taken out. */
const changedBody = fc.constantFrom<Level>('user', 'account', 'group', 'meeting').chain((level) => {
  const paths = pathsOf(bodies[level])
  const change = fc.tuple(fc.constantFrom(...paths), fc.option(value, { nil: undefined }))
  return fc.array(change, { maxLength: 6 }).map((changes) => ({
    level,
    body: changes.reduce((body, [path, to]) => withValues(body, { [path]: to }), bodies[level]),
  }))
})

/**
 * The one thing whose absence is no reason to doubt Z02: most plans never tell how people leave the
 * waiting room. Z22 is there to say so, which the test after this one holds.
 */
const admission = 'meeting_security.waiting_room_options'

test('taking any field out of any body never turns a result into met', () => {
  fc.assert(
    fc.property(changedBody, fc.nat(), ({ level, body }, which) => {
      const paths = pathsOf(body)
      const path = paths[which % Math.max(1, paths.length)]
      if (path === undefined) return
      const before = judge(level, body)
      for (const after of judge(level, withValues(body, { [path]: undefined }))) {
        const was = before.find(({ control }) => control === after.control)
        if (after.control === 'Z02' && path.startsWith(admission)) continue
        if (after.result === 'met') expect(`${after.control} ${was?.result}`).toMatch(/ met$/)
      }
    }),
    { numRuns: 1_000 },
  )
})

test('where Z02 is met without knowing how people are let in, Z22 says that it is not known', () => {
  fc.assert(
    fc.property(changedBody, ({ level, body }) => {
      if (level === 'meeting' || level === 'group') return
      const judged = judge(level, withValues(body, { [admission]: undefined }))
      expect(judged.find(({ control }) => control === 'Z22')?.result).toBe('could_not_check')
    }),
  )
})

test('no JSON object at any level makes a control throw, or answer out of its four words', () => {
  const paths = Object.values(bodies).flatMap(pathsOf)
  const change = fc.tuple(fc.constantFrom(...paths), anyJson)
  const body = fc
    .tuple(anyObject, fc.array(change, { maxLength: 10 }))
    .map(([base, changes]) => withValues(base, Object.fromEntries(changes)))
  fc.assert(
    fc.property(
      body,
      fc.constantFrom<Level>('user', 'account', 'group', 'meeting'),
      (given, level) => {
        for (const { control, result, reason, because } of judge(level, given)) {
          expect({
            known: controlIds.includes(control) && resultWords.includes(result),
            reasoned: (result === 'could_not_check') === (reason !== undefined),
            sentence: because.endsWith('.'),
          }).toEqual({ known: true, reasoned: true, sentence: true })
        }
      },
    ),
    { numRuns: 300 },
  )
})

test('an object that holds nothing we know meets no rule', () => {
  fc.assert(
    fc.property(anyObject, (body) => {
      for (const level of ['user', 'account', 'group'] as const) {
        expect(judge(level, body).map(({ result }) => result)).not.toContain('met')
      }
    }),
  )
})

test('keys that no rule looks at change nothing', () => {
  const unknownKey = fc.string({ minLength: 1 }).map((text) => `x ${text.replaceAll('.', ' ')}`)
  fc.assert(
    fc.property(changedBody, unknownKey, anyJson, ({ level, body }, key, anything) => {
      const sections = ['', ...Object.keys(body).map((section) => `${section}.`)]
      const open = sections.filter((section) => {
        const inside = section === '' ? body : body[section.slice(0, -1)]
        return isJsonObject(inside)
      })
      const extra = Object.fromEntries(open.map((section) => [section + key, anything]))
      expect(judge(level, withValues(body, extra))).toEqual(judge(level, body))
    }),
    { numRuns: 200 },
  )
})
