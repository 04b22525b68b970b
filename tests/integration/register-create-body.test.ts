import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { aGoverningBody, newEmail, unique } from '../support/contexts'
import { tokenMailedTo } from '../support/outbox'
import { root } from '../support/source-files'

type Ended = { code: number; out: string; wrong: string }

/** The command as it is typed, with this test file's database. */
function createBody(args: string[], environment: Record<string, string> = {}): Promise<Ended> {
  const file = join(root, 'node_modules/.bin/tsx')
  const options = { cwd: root, env: { ...process.env, ...environment } }
  return new Promise((resolve) => {
    execFile(file, ['workers/cli/create-body.ts', ...args], options, (error, out, wrong) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, out, wrong })
    })
  })
}

describe('npm run create-body', () => {
  let taken: string

  beforeAll(async () => {
    taken = (await aGoverningBody()).organisation.slug
  })

  test('founds, invites, and says what it did', async () => {
    const name = unique('National Rowing')
    const email = newEmail('lead')
    const ended = await createBody(['--name', name, '--email', email])
    expect(ended).toMatchObject({ code: 0, wrong: '' })
    expect(ended.out).toContain(name)
    expect(ended.out).toContain(email)
    const token = tokenMailedTo(email)
    expect(ended.out).not.toContain(token)
  })

  const wrongInput: [string, () => string[], RegExp][] = [
    ['a taken address', () => ['--slug', taken, '--email', newEmail()], /--slug: .*taken/],
    ['a reserved address', () => ['--slug', 'attacked', '--email', newEmail()], /--slug: .*kept/],
    ['a wrong e-mail address', () => ['--email', 'nobody'], /--email: /],
    ['no e-mail address', () => [], /--name and --email/],
    ['an option it does not know', () => ['--nmae', 'x'], /nmae/],
  ]

  test.each(wrongInput)('%s gets one line and exit code 2', async (_, args, words) => {
    const ended = await createBody(['--name', unique('Refused'), ...args()])
    expect(ended).toMatchObject({ code: 2, out: '' })
    expect(ended.wrong.trimEnd().split('\n')).toHaveLength(1)
    expect(ended.wrong).toMatch(words)
  })

  const notDone: [string, Record<string, string>, RegExp][] = [
    ['a database that cannot be reached', databaseAt(1), /cannot be reached/],
    ['a setting that is wrong', { APP_URL: 'nowhere' }, /APP_URL/],
    ['no database at all', { DATABASE_URL: '' }, /DATABASE_URL/],
  ]

  test.each(notDone)('%s gets one line and exit code 1', async (_, environment, words) => {
    const args = ['--name', unique('Not Done'), '--email', newEmail()]
    const ended = await createBody(args, environment)
    expect(ended).toMatchObject({ code: 1, out: '' })
    expect(ended.wrong.trimEnd().split('\n')).toHaveLength(1)
    expect(ended.wrong).toMatch(words)
  })
})

function databaseAt(port: number): Record<string, string> {
  return { DATABASE_URL: `postgres://postgres:none@127.0.0.1:${port}/none` }
}
