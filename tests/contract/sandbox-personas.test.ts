import { describe, expect, test } from 'vitest'
import { evaluateMeeting, evaluateUser } from '#lib/core/evaluate'
import { nspcc2020Cpsu } from '#lib/core/profiles/nspcc-2020-cpsu'
import { results, type ControlResult, type Result } from '#lib/core/results'
import { zoomClient } from '#lib/zoom/client'
import { listMeetings } from '#lib/zoom/list-meetings'
import { readMeeting } from '#lib/zoom/read-meeting'
import { readSettings } from '#lib/zoom/read-settings'
import { readUser } from '#lib/zoom/read-user'
import { personas } from '#lib/zoom-sandbox/personas'
import { plenty } from '../support/plenty'
import { addEverybody, allScopes, connect, openSandbox } from '../support/stand-in-zoom'

const { sandbox, clock } = await openSandbox()
const everybody = new Map(
  addEverybody(sandbox, clock.now).map(([persona, user]) => [persona.key, { persona, user }]),
)

/** What an account is to show, read by the product's own client: the ids of controls. */
type Shown = {
  account: { not: string; unknown: string }
  /** Of each session in order; empty where none could be listed. */
  sessions: { not: string; unknown: string }[]
}

// A user's settings never say how people leave the waiting room (Z22), nor whether they come in
// muted (Z17), so these two are unknown in every account.
const fine = { not: '', unknown: 'Z22 Z17' }
const everyRule = 'Z01 Z02 Z22 Z03 Z04 Z05 Z06a Z06b Z07 Z08 Z09 Z12 Z14 Z16 Z17 Z21'
const safe = { not: '', unknown: '' }
const not = (ids: string) => ({ not: ids, unknown: '' })

const shown: Record<string, Shown> = {
  'all-good': { account: fine, sessions: [safe] },
  'waiting-room-off': {
    account: { not: 'Z02', unknown: 'Z22 Z17' },
    sessions: [not('Z02 M01')],
  },
  'waiting-room-passed': {
    account: { not: 'Z02', unknown: 'Z22 Z17' },
    sessions: [not('Z02 M01')],
  },
  'no-passcode': { account: fine, sessions: [safe, not('Z01 M01')] },
  'open-series': { account: fine, sessions: [not('Z02 Z04 Z17 M01')] },
  'personal-room': {
    account: { not: 'Z05', unknown: 'Z22 Z17' },
    sessions: [not('Z05 M01')],
  },
  'join-early': { account: { not: 'Z04', unknown: 'Z22 Z17' }, sessions: [not('Z04 M01')] },
  'private-chat': { account: { not: 'Z03 Z06a Z06b', unknown: 'Z22 Z17' }, sessions: [safe] },
  recorded: { account: { not: 'Z12', unknown: 'Z22 Z17' }, sessions: [not('Z12')] },
  'ai-listens': { account: { not: 'Z21', unknown: 'Z22 Z17' }, sessions: [not('Z21')] },
  'says-too-little': {
    account: { not: '', unknown: 'Z02 Z22 Z04 Z17' },
    sessions: [{ not: '', unknown: 'Z01 Z02 M01' }],
  },
  'settings-not-granted': {
    account: { not: '', unknown: everyRule },
    sessions: [{ not: '', unknown: 'Z02 Z16 M01' }],
  },
  'app-removed': { account: { not: '', unknown: everyRule }, sessions: [] },
  'settings-fail': {
    account: { not: '', unknown: everyRule },
    sessions: [{ not: '', unknown: 'Z02 Z16 M01' }],
  },
  'two-clubs': { account: fine, sessions: [safe, safe, safe, safe] },
  'no-meetings': { account: fine, sessions: [] },
}

const idsOf = (judged: readonly ControlResult[], result: Result) =>
  judged
    .filter((each) => each.result === result)
    .map(({ control }) => control)
    .join(' ')

const split = (judged: readonly ControlResult[]) => ({
  not: idsOf(judged, 'not_met'),
  unknown: idsOf(judged, 'could_not_check'),
})

/** Connects a persona's account, reads it as an audit does, and judges it. */
async function audit(key: string) {
  const { persona, user } = everybody.get(key) ?? {}
  if (!persona || !user) throw new Error(`There is no persona ${key}.`)
  const { access: accessToken } = await connect(sandbox, user.id, allScopes)
  if (persona.removesApp) sandbox.world.removeApp(user.id)
  const access = (refused?: number) =>
    Promise.resolve(
      refused === undefined
        ? { ok: true as const, accessToken, apiUrl: sandbox.apiUrl, version: 1 }
        : { ok: false as const, reason: 'not_connected' as const },
    )
  const client = zoomClient(access, plenty())
  const account = {
    user: await readUser(client),
    user_settings: await readSettings(client, 'user_settings'),
    user_meeting_security: await readSettings(client, 'user_meeting_security'),
  }
  const list = await listMeetings(client, clock.now)
  const listed = list.ok ? list.meetings : []
  const sessions: ControlResult[][] = []
  for (const { zoomMeetingId } of listed) {
    const { reading } = await readMeeting(client, zoomMeetingId, clock.now)
    sessions.push(evaluateMeeting(nspcc2020Cpsu, account, reading))
  }
  return { account: evaluateUser(nspcc2020Cpsu, account), sessions }
}

describe('what each persona shows', () => {
  test('is said of each', () => {
    expect(Object.keys(shown)).toEqual(personas.map(({ key }) => key))
  })

  test.each(personas.map(({ key, shows }) => [key, shows] as const))('%s: %s', async (key) => {
    const { account, sessions } = await audit(key)
    expect({ account: split(account), sessions: sessions.map(split) }).toEqual(shown[key])
  })
})

test('together they show every result that an account or a session can have by itself', async () => {
  const seen = new Set<Result>()
  for (const key of ['all-good', 'waiting-room-off']) {
    const { account, sessions } = await audit(key)
    for (const { result } of [account, ...sessions].flat()) seen.add(result)
  }
  expect(results.filter((result) => !seen.has(result))).toEqual(['not_applicable'])
})
