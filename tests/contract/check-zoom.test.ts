import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { checkFiles, filesMax, type FileKind } from '#lib/audits/check-files'
import { jsonFileLimits } from '#lib/audits/read-json-file'
import { profileRules } from '#lib/audits/rules'
import { nspcc2020Cpsu } from '#lib/core/profiles/nspcc-2020-cpsu'
import { profileLabel } from '#lib/core/profiles/profile-label'
import { runCheckZoom } from '../support/check-zoom'
import { bodyOf, controlFixture } from '../support/control-bodies'

const folder = mkdtempSync(join(tmpdir(), 'check-zoom-'))
afterAll(() => rmSync(folder, { recursive: true }))

const fileOf = (name: string, content: string | Uint8Array) => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

const check = (kind: FileKind, content: string | Uint8Array, name = 'given.json') =>
  checkFiles(profileRules(nspcc2020Cpsu), [
    {
      kind,
      name,
      bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content,
    },
  ])

const problemOf = (kind: FileKind, content: string | Uint8Array) => {
  const checked = check(kind, content)
  return checked.ok ? 'no problem' : checked.problem
}

const text = (name: string) => JSON.stringify(bodyOf(name))

describe('the command', () => {
  test('prints the documented JSON, and exits 0 whatever the verdicts', async () => {
    const run = await runCheckZoom(
      ['--user-settings', controlFixture('user-open.json')],
      ['--meeting', controlFixture('meeting-safe.json')],
      ['--meeting', controlFixture('meeting-open-recurring.json'), '--json'],
    )
    expect(run).toMatchObject({ code: 0, stderr: '' })
    const printed: { profile: string; results: object[] } = JSON.parse(run.stdout)
    expect(Object.keys(printed)).toEqual(['profile', 'results'])
    expect(printed.profile).toBe(profileLabel(nspcc2020Cpsu))
    for (const row of printed.results) {
      expect(Object.keys(row)).toEqual(['control', 'version', 'subject', 'result', 'because'])
    }
    expect(printed.results).toContainEqual(
      expect.objectContaining({ control: 'Z02', subject: 'user', result: 'not_met' }),
    )
    expect(printed.results).toContainEqual(
      expect.objectContaining({ control: 'M01', subject: 'meeting:81234567890', result: 'met' }),
    )
    expect(printed.results).toContainEqual(
      expect.objectContaining({
        control: 'M01',
        subject: 'meeting:81234567891',
        result: 'not_met',
      }),
    )
  })

  test('speaks to people: each subject, the word for each state, and what was seen', async () => {
    const run = await runCheckZoom(['--meeting', controlFixture('meeting-open-recurring.json')])
    expect(run.code).toBe(0)
    expect(run.stdout).toContain('Meeting 81234567891: not met')
    expect(run.stdout).toMatch(/Not met +Z02 +MUST +Anyone with the link can walk in/)
    expect(run.stdout).toContain('The waiting room is off.')
    expect(run.stdout).not.toMatch(/SECRET|undefined/)
  })

  test('takes every kind of body, and a profile from a file', async () => {
    const run = await runCheckZoom(
      ['--user-settings', controlFixture('user-safe.json')],
      ['--meeting-security', controlFixture('user-security-safe.json')],
      ['--account-settings', controlFixture('account-safe.json')],
      ['--account-security', controlFixture('account-admits-everyone.json')],
      ['--account-lock', controlFixture('account-lock.json')],
      ['--group-settings', controlFixture('group-safe.json')],
      ['--profile', controlFixture('profile-recording-required.json'), '--json'],
    )
    expect(run.code).toBe(0)
    expect(JSON.parse(run.stdout)).toMatchObject({
      profile: 'example-body@3',
      results: [
        { control: 'Z02', subject: 'user', result: 'met' },
        { control: 'Z12', subject: 'user', result: 'not_met' },
        { control: 'Z02', subject: 'account', result: 'not_met' },
        { control: 'Z12', subject: 'account', result: 'not_met' },
        { control: 'Z02', subject: 'group', result: 'met' },
        { control: 'Z12', subject: 'group', result: 'not_met' },
      ],
    })
  })

  test('takes locks in both of their shapes, for an account and for a group', async () => {
    const lock = (locked: object) => fileOf('lock.json', JSON.stringify(locked))
    const run = await runCheckZoom(
      ['--account-lock', lock({ in_meeting: { private_chat: true } })],
      ['--account-lock-security', lock({ meeting_security: { waiting_room: false } })],
      ['--group-security', controlFixture('user-security-safe.json')],
      ['--group-lock', lock({ in_meeting: { private_chat: false } })],
      ['--group-lock-security', lock({ meeting_security: { waiting_room: false } })],
      ['--json'],
    )
    expect(run).toMatchObject({ code: 0, stderr: '' })
    const { results }: { results: { control: string; subject: string; because: string }[] } =
      JSON.parse(run.stdout)
    const locks = results.filter(({ control }) => control === 'Z18')
    expect(locks.map(({ subject, because }) => [subject, because])).toEqual([
      ['account', 'Hosts can change these themselves: the waiting room.'],
      ['group', 'Hosts can change these themselves: the waiting room.'],
    ])
  })

  const badProfile = fileOf(
    'profile.json',
    '{"id":"x","version":1,"name":"X","controls":{"Z99":{}}}',
  )
  const broken = fileOf('broken.json', '{\n  "in_meeting": {\n    "chat": tru')
  const safe = controlFixture('meeting-safe.json')

  test.each<[string, string[], string]>([
    ['nothing to check', [], 'expected at least one file'],
    ['an option that there is not', ['--meetings', safe], "Unknown option '--meetings'"],
    ['an option without its file', ['--meeting'], '--meeting'],
    ['a file that there is not', ['--meeting', 'nowhere.json'], 'nowhere.json: there is no such'],
    ['a folder', ['--meeting', folder], `${folder}: expected a file, found a folder`],
    ['a kind given twice', ['--user-settings', safe, '--user-settings', safe], '--user-settings'],
    ['JSON that breaks off', ['--user-settings', broken], `${broken}: line 3, column `],
    [
      'another kind of body',
      ['--user-settings', safe],
      `${safe}: expected the answer to GET /users`,
    ],
    ['a profile that is none', ['--meeting', safe, '--profile', badProfile], 'at "controls"'],
  ])('%s: exit 2 and one line', async (_name, args, line) => {
    const run = await runCheckZoom(args)
    expect(run).toMatchObject({ code: 2, stdout: '' })
    expect(run.stderr.trim().split('\n')).toHaveLength(1)
    expect(run.stderr).toContain(line)
  })
})

describe('a file that is not what it should be', () => {
  test.each<[string, FileKind, string | Uint8Array, string]>([
    ['empty', 'meeting', '', 'it is empty; expected a JSON object'],
    ['only blanks', 'meeting', ' \n', 'it is empty; expected a JSON object'],
    ['a list', 'meeting', '[]', 'line 1: expected a JSON object, found a list'],
    ['a text', 'meeting', '"x"', 'line 1: expected a JSON object, found a text'],
    ['null', 'meeting', 'null', 'line 1: expected a JSON object, found null'],
    [
      'broken off',
      'meeting',
      '{"id": 1,\n "se',
      'line 2, column 5: expected JSON, but it ends too soon',
    ],
    ['a comma too many', 'meeting', '{"id": 1,\n}', 'line 2, column 1: expected JSON'],
    ['a word of its own', 'meeting', '{"id": 1,\n"a": nope}', 'line 2, column 7: expected JSON'],
    ['not text', 'meeting', new Uint8Array([0xff, 0xfe, 0x7b, 0]), 'expected text in UTF-8'],
    [
      'nested without end',
      'meeting',
      '{"a":'.repeat(5_000) + '1' + '}'.repeat(5_000),
      'expected at most 64 levels of nesting',
    ],
    ['an empty object', 'user_settings', '{}', 'found none of its parts'],
    ['a list of meetings', 'meeting', '{"meetings":[]}', 'found a list of meetings'],
    ['settings for a meeting', 'meeting', text('user-safe.json'), 'found settings'],
    ['a meeting for settings', 'user_settings', text('meeting-safe.json'), 'found one meeting'],
    ['an error of Zoom’s', 'meeting', '{"code":3001,"message":"no"}', 'found an error from Zoom'],
    ['a webhook', 'meeting', '{"event":"meeting.created","payload":{}}', 'found a webhook’s body'],
    [
      'a token',
      'user_settings',
      '{"access_token":"t"}',
      'found an answer that holds an access token',
    ],
    [
      'a meeting without number',
      'meeting',
      '{"settings":{}}',
      'at "id": expected the answer to GET',
    ],
    [
      'a meeting’s settings as a list',
      'meeting',
      '{"id":1,"settings":[]}',
      'at "settings": expected',
    ],
  ])('%s', (_name, kind, content, expected) => {
    const problem = problemOf(kind, content)
    expect(problem.startsWith('given.json: ')).toBe(true)
    expect(problem).toContain(expected)
    expect(problem).not.toContain('\n')
  })

  test('is refused by its size before it is read', () => {
    expect(problemOf('meeting', new Uint8Array(jsonFileLimits.bytesMax + 1))).toContain(
      'it is larger than 5 MB',
    )
  })

  test('is refused where a meeting comes twice, or there are too many', () => {
    const file = {
      kind: 'meeting' as const,
      name: 'm.json',
      bytes: new TextEncoder().encode(text('meeting-safe.json')),
    }
    expect(checkFiles(profileRules(nspcc2020Cpsu), [file, file])).toMatchObject({
      ok: false,
      problem: 'm.json: expected each meeting once, found one again',
    })
    const many = Array.from({ length: filesMax + 1 }, () => file)
    expect(checkFiles(profileRules(nspcc2020Cpsu), many)).toMatchObject({ ok: false })
  })

  test('never has its content repeated', () => {
    for (const content of ['{"password": "SECRET" "x"}', '{"password": SECRET}', '"SECRET"']) {
      expect(problemOf('meeting', content)).not.toContain('SECRET')
    }
  })
})

test('a byte order mark at the beginning does no harm', () => {
  expect(check('meeting', `\uFEFF${text('meeting-safe.json')}`).ok).toBe(true)
})

test('a meeting’s number is read as people write it', () => {
  expect(check('meeting', text('meeting-follows-host.json'))).toMatchObject({
    ok: true,
    subjects: [{ subject: 'meeting:81234567892' }],
  })
})
