import { execFile } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { root } from '../support/source-files'

/** Passable for everybody, so that the cluster of root's database is looked for here. */
const scratch = mkdtempSync(join(tmpdir(), 'touchline-demo-test-'))
chmodSync(scratch, 0o755)
let folders = 0
const newFolder = () => join(scratch, String((folders += 1)))

afterAll(() => rmSync(scratch, { recursive: true, force: true }))

/** More than any refusal takes; a command that does not refuse is ended, and what it started. */
const refusal_timeout_ms = 45_000

/** A command as it is typed, without any settings around it: what it said, and its exit code. */
function typed(command: string, ...args: string[]) {
  const { PATH = '', NODE_ENV } = process.env
  const options = { cwd: root, env: { PATH, NODE_ENV }, timeout: refusal_timeout_ms }
  const file = `workers/cli/${command}.ts`
  return new Promise<{ code: unknown; out: string; err: string }>((resolve) => {
    execFile(process.execPath, ['--import', 'tsx', file, ...args], options, (error, out, err) => {
      resolve({ code: error ? error.code : 0, out, err })
    })
  })
}

const noTrace = /^\s+at /m

describe('npm run demo refuses in one sentence, and says what to do', () => {
  test('a port that is taken', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const said = await typed('demo', '--port', String(port), '--folder', newFolder())
    server.close()
    expect(said).toMatchObject({
      code: 1,
      err: expect.stringContaining(`Port ${port} is taken.`),
    })
    expect(said.err).toContain('--port')
    expect(said.err).not.toMatch(noTrace)
  })

  test('a folder that it may not write to', async () => {
    // Below a file nobody may make a folder, root included.
    const file = newFolder()
    writeFileSync(file, '')
    const said = await typed('demo', '--folder', join(file, 'data'))
    expect(said).toMatchObject({ code: 1, err: expect.stringContaining('may not write to') })
    expect(said.err).toContain('--folder')
    expect(said.err).not.toMatch(noTrace)
  })

  test('options that there are not, whichever of the two it is', async () => {
    const [demo, dev] = await Promise.all([typed('demo', '--port', 'abc'), typed('dev', '--prot')])
    expect(demo).toMatchObject({ code: 2, err: expect.stringContaining('--port: give a number') })
    expect(demo.err).toContain('npm run demo')
    expect(dev).toMatchObject({ code: 2, err: expect.stringContaining('npm run dev') })
    expect(demo.err + dev.err).not.toMatch(noTrace)
  })
})

const kept = JSON.stringify({
  secret: 'of nobody, and used for nothing but this test',
  sealingKeys: 'k1:',
  databasePassword: 'none',
  zoomClientId: 'none',
  zoomClientSecret: 'none',
})

describe('npm run demo looks at its folder first', () => {
  test.each([
    ['a cluster without its secrets', { 'postgres/PG_VERSION': '18' }],
    ['secrets that are broken', { 'secrets.json': '{' }],
    [
      'a seed that was broken off',
      { 'postgres/PG_VERSION': '18', 'secrets.json': kept, 'seed.json': '{"state":"begun"}' },
    ],
  ])('and refuses %s, naming --fresh', async (_, files) => {
    const folder = filled(newFolder(), files)
    const refused = await typed('demo', '--port', '45871', '--folder', folder)
    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('half made') })
    expect(refused.err).toContain('--fresh')
    expect(refused.err).not.toMatch(noTrace)
  })

  test('and never empties a folder that is somebody else’s', async () => {
    const folder = filled(newFolder(), { 'letter.txt': 'Dear Sir' })
    const said = await typed('demo', '--fresh', '--folder', folder)
    expect(said).toMatchObject({ code: 1, err: expect.stringContaining('letter.txt') })
    expect(readdirSync(folder)).toEqual(['letter.txt'])
  })

  test('and takes over nothing that still runs', async () => {
    const folder = filled(newFolder(), {})
    const { runningAs } = await import('#lib/demo/left-behind')
    filled(folder, { 'pids.json': JSON.stringify({ demo: runningAs(process.pid) }) })
    const said = await typed('demo', '--folder', folder)
    expect(said).toMatchObject({ code: 1, err: expect.stringContaining('is running in') })
    expect(existsSync(join(folder, 'secrets.json'))).toBe(false)
  })
})

test('npm run demo:check leaves the standard output for its one object', async () => {
  const said = await typed('demo-check', '--what')
  expect(said).toMatchObject({ code: 2, out: '', err: expect.stringContaining('--pack FILE') })
})

function filled(folder: string, files: Record<string, string>): string {
  mkdirSync(folder, { recursive: true })
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true })
    writeFileSync(join(folder, name), content)
  }
  return folder
}
