import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { checkFiles, type FileKind } from '#lib/audits/check-files'
import { profileRules } from '#lib/audits/rules'
import { nspcc2020Cpsu } from '#lib/core/profiles/nspcc-2020-cpsu'
import { controlFixture } from '../support/control-bodies'
import { verdictsOf, verdictTable } from '../support/verdict-table'

/** The columns: which of our own bodies each is judged from, the subject being the last. */
const columns: Record<string, [FileKind, string][]> = {
  safe: [['user_settings', 'user-merged-safe']],
  open: [['user_settings', 'user-open']],
  sparse: [['user_settings', 'user-sparse']],
  account: [['account_settings', 'account-safe']],
  admits: [['account_settings', 'account-admits-everyone']],
  group: [['group_settings', 'group-safe']],
  session: [['meeting', 'meeting-safe']],
  series: [['meeting', 'meeting-open-recurring']],
  personal: [['meeting', 'meeting-personal-room']],
  'no host': [['meeting', 'meeting-follows-host']],
  'with host': [
    ['user_settings', 'user-merged-safe'],
    ['meeting', 'meeting-follows-host'],
  ],
  'open host': [
    ['user_settings', 'user-open'],
    ['meeting', 'meeting-follows-host'],
  ],
  bare: [['meeting', 'meeting-sparse']],
}

const table = verdictTable(`
     | safe | open | sparse | account | admits | group | session | series | personal | no host | with host | open host | bare
Z01  | met  | not  | ?      | met     | met    | met   | met     | not    | met      | met     | met       | met       | ?
Z02  | met  | not  | ?      | met     | not    | met   | met     | not    | met      | ?       | met       | not       | ?
Z22  | ?    | ?    | ?      | met     | met    | -     | -       | -      | -        | -       | -         | -         | -
Z03  | met  | not  | ?      | met     | met    | met   | -       | -      | -        | -       | -         | -         | -
Z04  | met  | not  | ?      | met     | met    | met   | met     | not    | met      | met     | met       | met       | ?
Z05  | met  | not  | ?      | met     | met    | met   | met     | not    | not      | met     | met       | met       | ?
Z06a | met  | not  | ?      | met     | met    | met   | -       | -      | -        | -       | -         | -         | -
Z06b | met  | not  | ?      | met     | met    | met   | -       | -      | -        | -       | -         | -         | -
Z07  | met  | not  | ?      | met     | met    | met   | -       | -      | -        | -       | -         | -         | -
Z08  | met  | not  | ?      | met     | met    | met   | -       | -      | -        | -       | -         | -         | -
Z09  | met  | not  | ?      | met     | met    | met   | -       | -      | -        | -       | -         | -         | -
Z12  | met  | not  | ?      | met     | met    | met   | met     | not    | met      | met     | met       | met       | ?
Z14  | met  | not  | ?      | met     | met    | met   | -       | -      | -        | -       | -         | -         | -
Z16  | met  | not  | ?      | met     | met    | met   | met     | ?      | met      | ?       | met       | not       | ?
Z17  | ?    | not  | ?      | ?       | ?      | met   | met     | not    | met      | met     | met       | met       | ?
Z18  | -    | -    | -      | ?       | ?      | ?     | -       | -      | -        | -       | -         | -         | -
Z21  | met  | not  | ?      | -       | -      | -     | met     | not    | met      | met     | met       | met       | ?
M01  | -    | -    | -      | -       | -      | -     | met     | not    | not      | ?       | met       | not       | ?
`)

test('every column of the table is a body, and every body a column', () => {
  expect(Object.keys(table)).toEqual(Object.keys(columns))
})

describe.each(Object.entries(columns))('%s', (column, bodies) => {
  const checked = checkFiles(
    profileRules(nspcc2020Cpsu),
    bodies.map(([kind, name]) => ({
      kind,
      name,
      bytes: readFileSync(controlFixture(`${name}.json`)),
    })),
  )

  test('has the verdicts of the table', () => {
    const subject = checked.ok ? checked.subjects.at(-1) : undefined
    expect(verdictsOf(subject?.results ?? [])).toEqual(table[column])
  })

  test('carries no secret of the body', () => {
    expect(JSON.stringify(checked)).not.toMatch(/SECRET|example\.com/)
  })
})
