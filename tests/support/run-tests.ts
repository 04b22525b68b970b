import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { root } from './source-files'

/**
 * Every test, in two runs at once. The browser tests wait for pages and for what workers do, one
 * after the other in one demo, so that a second core would be idle; and the demo is built meanwhile.
 * What the second run says is kept until the first has ended, so that each can be read.
 */
const runs = [['unit', 'contract', 'integration', 'faults'], ['e2e']] as const

function start(projects: readonly string[], output: 'inherit' | 'pipe'): ChildProcess {
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--config', 'tests/vitest.config.ts']
  const named = projects.flatMap((project) => ['--project', project])
  const child = spawn(process.execPath, [...vitest, ...named], {
    cwd: root,
    stdio: ['ignore', output, output],
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
  return child
}

async function codeOf(child: ChildProcess): Promise<number> {
  const [code] = await once(child, 'close')
  return typeof code === 'number' ? code : 1
}

const [first, second] = runs
const browser = start(second, 'pipe')
const browserEnds = codeOf(browser)
let kept: Buffer[] | null = []
for (const stream of [browser.stdout, browser.stderr]) {
  stream?.on('data', (part: Buffer) => (kept ? kept.push(part) : process.stdout.write(part)))
}
const code = await codeOf(start(first, 'inherit'))
process.stdout.write(Buffer.concat(kept))
kept = null
process.exitCode = Math.max(code, await browserEnds)
