import { sandbox } from '../support/sandbox'
import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { once } from 'node:events'
import { createInterface, type Interface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { closeQueue } from '#lib/jobs/enqueue'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import { freshAccessToken } from '#lib/zoom-connections/fresh-access-token'
import { listConnections } from '#lib/zoom-connections/list-connections'
import { connectAccount, doDue, today, zoomUser } from '../support/audits'
import { rowsOf, workerFor } from '../support/connections'
import { aPerson } from '../support/contexts'
import { root } from '../support/source-files'

/** FAULTS_FULL=1 runs fifty; a few with several askers each otherwise. */
const [processes, askers] = process.env.FAULTS_FULL === '1' ? [50, 2] : [6, 8]
const timeout_ms = 60_000 + processes * 4000

const { world } = sandbox
const running: Process[] = []

beforeAll(async () => {
  await prepareQueue()
  await Promise.all(Array.from({ length: processes }, startProcess))
}, timeout_ms)
afterAll(async () => {
  for (const { child } of running) child.kill('SIGKILL')
  await closeQueue()
})
afterEach(() => {
  world.clearFailures()
  world.setLatency(0)
  world.setRefreshGrace(0)
})

async function connected() {
  const me = await aPerson()
  const user = zoomUser()
  const connectionId = await connectAccount(me, user.id)
  await doDue()
  world.resetRequests()
  return { me, user, connectionId, later: new Date(Date.now() + 2 * 3_600_000) }
}

type Connected = Awaited<ReturnType<typeof connected>>

type Process = { child: ChildProcessByStdio<Writable, Readable, null>; lines: Interface }

/** A real process that waits to be told what to ask for. */
async function startProcess(): Promise<Process> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'tests/support/refresh-process.ts'], {
    cwd: root,
    env: {
      ...process.env,
      ZOOM_OAUTH_URL: sandbox.url,
      ZOOM_API_URL: sandbox.apiUrl,
      DATABASE_CONNECTIONS_MAX: '1',
    },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const lines = createInterface({ input: child.stdout })
  running.push({ child, lines })
  await once(lines, 'line')
  return { child, lines }
}

/** Has every process ask at the same moment. Returns what each asker was told. */
async function askInProcesses({ me, connectionId, later }: Connected): Promise<string[]> {
  const about = { organisationId: me.organisation.id, connectionId, askers, now: later }
  const told = await Promise.all(
    running.map(async ({ child, lines }) => {
      const answer = once(lines, 'line')
      child.stdin.write(`${JSON.stringify(about)}\n`)
      const [line] = await answer
      const each: string[] = JSON.parse(String(line))
      return each
    }),
  )
  return told.flat()
}

const refreshes = () => world.requests().paths['POST /oauth/token'] ?? 0

const stateOf = async ({ me }: Connected) => {
  const [own] = await listConnections(today(me), {})
  return own && { state: own.state, disconnectReason: own.disconnectReason }
}

const versionOf = async ({ connectionId }: Connected) => {
  const [row] = await rowsOf<{ version: number }>(
    'select version from zoom_tokens where connection_id = $1',
    [connectionId],
  )
  return row?.version
}

const fine = { state: 'connected', disconnectReason: null }

describe(`${processes} processes, ${askers} askers in each, one connection`, () => {
  test(
    'make one refresh, and every asker has its token',
    async () => {
      const about = await connected()
      const before = (await versionOf(about)) ?? 0
      const told = await askInProcesses(about)
      expect(told).toHaveLength(processes * askers)
      expect(new Set(told)).toEqual(new Set(['ok']))
      expect(refreshes()).toBe(1)
      expect(await versionOf(about)).toBe(before + 1)
      expect(await stateOf(about)).toEqual(fine)
    },
    timeout_ms,
  )

  test(
    'and the answer lost: within Zoom’s grace it is asked once more, and nobody notices',
    async () => {
      const about = await connected()
      world.setRefreshGrace(60_000)
      world.failWith({ path: '^/oauth/token', userId: about.user.id, lost: true })
      const told = await askInProcesses(about)
      expect(new Set(told)).toEqual(new Set(['ok']))
      expect(refreshes()).toBe(2)
      expect(await stateOf(about)).toEqual(fine)
      const ctx = await workerFor(about.me, about.later)
      expect(await freshAccessToken(ctx, about.connectionId)).toMatchObject({ ok: true })
    },
    timeout_ms,
  )

  test(
    'and the answer lost: where Zoom takes the old token no more, it is to be connected again',
    async () => {
      const about = await connected()
      world.failWith({ path: '^/oauth/token', userId: about.user.id, lost: true })
      const told = await askInProcesses(about)
      expect(new Set(told)).toEqual(new Set(['not_connected']))
      expect(refreshes()).toBe(2)
      expect(await stateOf(about)).toEqual({
        state: 'disconnected',
        disconnectReason: 'token_refused',
      })
    },
    timeout_ms,
  )
})

test('a network that breaks before Zoom is reached ends no connection, however often', async () => {
  const about = await connected()
  world.failWith({ path: '^/oauth/token', userId: about.user.id, drop: true, times: 6 })
  const ctx = await workerFor(about.me, about.later)
  for (let tried = 0; tried < 3; tried += 1) {
    expect(await freshAccessToken(ctx, about.connectionId)).toEqual({
      ok: false,
      reason: 'zoom_down',
    })
  }
  expect(await stateOf(about)).toEqual(fine)
  expect(await freshAccessToken(ctx, about.connectionId)).toMatchObject({ ok: true })
})
