import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { checkFiles, type FileKind } from '#lib/audits/check-files'
import { profileRules } from '#lib/audits/rules'
import type { JsonObject } from '#lib/core/canonical-json'
import { evaluateAccount, evaluateGroup, evaluateMeeting, evaluateUser } from '#lib/core/evaluate'
import { nspcc2020Cpsu } from '#lib/core/profiles/nspcc-2020-cpsu'
import { projectBody } from '#lib/core/projection'
import type { Reading } from '#lib/core/readings'
import type { ControlResult } from '#lib/core/results'
import { runCheckZoom } from '../support/check-zoom'
import { hasShared, sharedFiles, sharedPath } from '../support/shared'
import { verdictsOf, verdictTable } from '../support/verdict-table'

const examples = 'zoom/fixtures/spec-examples-zoomnet/endpoints'

type Column = { kind: FileKind; option: string; path: string }

/** Every recorded or official body that is an account's, a group's or a user's settings, or a meeting. */
const columns: Record<string, Column> = {
  user: {
    kind: 'user_settings',
    option: '--user-settings',
    path: `${examples}/users-userId-settings_GET.json`,
  },
  account: {
    kind: 'account_settings',
    option: '--account-settings',
    path: `${examples}/accounts-accountId-settings_GET.json`,
  },
  lock: {
    kind: 'account_lock_settings',
    option: '--account-lock',
    path: `${examples}/accounts-accountId-lock_settings_GET.json`,
  },
  group: {
    kind: 'group_settings',
    option: '--group-settings',
    path: `${examples}/groups-groupId-settings_GET.json`,
  },
  meeting: {
    kind: 'meeting',
    option: '--meeting',
    path: `${examples}/meetings-meetingId_GET.json`,
  },
  created: {
    kind: 'meeting',
    option: '--meeting',
    path: `${examples}/users-userId-meetings_POST.json`,
  },
  of2020: { kind: 'meeting', option: '--meeting', path: 'zoom/fixtures/zoom_rb/meeting-get.json' },
}

// The examples are filled with true, so most of what should be off is on. Those of accounts and
// groups hold a part of their keys only; a lock is no setting, so it answers nothing but Z18.
const table = verdictTable(`
     | user | account | lock | group | meeting | created | of2020
Z01  | not  | not     | ?    | not   | met     | met     | ?
Z02  | not  | not     | ?    | met   | not     | not     | ?
Z22  | ?    | met     | ?    | -     | -       | -       | -
Z03  | not  | ?       | ?    | not   | -       | -       | -
Z04  | not  | not     | ?    | not   | not     | not     | not
Z05  | not  | not     | ?    | not   | met     | met     | met
Z06a | not  | ?       | ?    | not   | -       | -       | -
Z06b | met  | ?       | ?    | met   | -       | -       | -
Z07  | not  | ?       | ?    | not   | -       | -       | -
Z08  | not  | ?       | ?    | not   | -       | -       | -
Z09  | not  | ?       | ?    | not   | -       | -       | -
Z12  | not  | not     | ?    | not   | not     | not     | not
Z14  | not  | ?       | ?    | not   | -       | -       | -
Z16  | met  | ?       | ?    | met   | met     | met     | ?
Z17  | ?    | ?       | ?    | met   | not     | not     | ?
Z18  | -    | ?       | met  | ?     | -       | -       | -
Z21  | not  | -       | -    | -     | met     | met     | ?
M01  | -    | -       | -    | -     | not     | not     | not
`)

const evaluateAlone = (kind: FileKind, reading: Reading): ControlResult[] => {
  if (kind === 'meeting') return evaluateMeeting(nspcc2020Cpsu, {}, reading)
  if (kind === 'group_settings') return evaluateGroup(nspcc2020Cpsu, { [kind]: reading })
  if (kind === 'user_settings') return evaluateUser(nspcc2020Cpsu, { [kind]: reading })
  return evaluateAccount(nspcc2020Cpsu, { [kind]: reading })
}

describe.skipIf(!hasShared)('recorded and official bodies', () => {
  test('the table has a column for each', () => {
    expect(Object.keys(table)).toEqual(Object.keys(columns))
  })

  describe.each(Object.entries(columns))('%s', (column, { kind, path }) => {
    const bytes = () => readFileSync(sharedPath(path))

    test('goes through check-zoom with the verdicts of the table', () => {
      const checked = checkFiles(profileRules(nspcc2020Cpsu), [
        { kind, name: path, bytes: bytes() },
      ])
      expect(checked.ok && verdictsOf(checked.subjects[0]?.results ?? [])).toEqual(table[column])
    })

    test('goes through the rules alone with the same', () => {
      const parsed: JsonObject = JSON.parse(bytes().toString())
      const body = projectBody(kind, parsed)
      expect(verdictsOf(evaluateAlone(kind, { read: true, body }))).toEqual(table[column])
    })
  })

  test('all of them go through the command at once', async () => {
    const one = Object.values(columns).filter(({ path }) => path !== columns['created']?.path)
    const run = await runCheckZoom(...one.map(({ option, path }) => [option, sharedPath(path)]), [
      '--json',
    ])
    expect(run).toMatchObject({ code: 0, stderr: '' })
    const printed: { results: { subject: string }[] } = JSON.parse(run.stdout)
    expect([...new Set(printed.results.map(({ subject }) => subject))]).toEqual([
      'user',
      'account',
      'group',
      'meeting:97763643886',
      'meeting:91538056781',
    ])
  })

  const kinds = [...new Set(Object.values(columns).map(({ kind }) => kind))]

  test('every body that Zoom sends is judged or refused as any kind, and none makes it fall over', () => {
    const paths = sharedFiles('zoom/fixtures').filter((path) => path.endsWith('.json'))
    expect(paths.length).toBeGreaterThan(60)
    for (const path of paths) {
      const bytes = readFileSync(sharedPath(path))
      for (const kind of kinds) {
        const checked = checkFiles(profileRules(nspcc2020Cpsu), [{ kind, name: path, bytes }])
        if (checked.ok) expect(checked.subjects).toHaveLength(1)
        else expect(checked.problem).toMatch(/^zoom\/fixtures\/[^\n]+: [^\n]+$/)
      }
    }
  })

  test('no passcode, link, key or address of any of them is printed', () => {
    for (const { kind, path } of Object.values(columns)) {
      const bytes = readFileSync(sharedPath(path))
      const checked = JSON.stringify(
        checkFiles(profileRules(nspcc2020Cpsu), [{ kind, name: '', bytes }]),
      )
      for (const secret of [/https?:/, /1213434/, /113332424/, /123456/, /eyJ6/, /@/, /8pEkRwe/]) {
        expect(checked).not.toMatch(secret)
      }
    }
  })
})
