import { chmodSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { removeDemoFolder } from '#lib/demo/demo-folder'
import { runDemo } from '#lib/demo/run-demo'
import { runInDemo } from '#lib/demo/run-in-demo'
import type { Demo } from '#lib/demo/start-demo'
import { projectRoot } from './demo-options'
import { saidOf } from './said-of'

const usage = `Usage: npm run demo:check -- [--pack FILE]

Starts the demo on free ports in a folder of its own, waits until the scheduler has checked every
account, builds an evidence pack, hashes it anew, and prints one JSON object. --pack keeps the pack.`

const began = Date.now()

async function demoCheck(packTo: string | undefined): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'touchline-check-'))
  // Passable, so that root's database server, which runs as somebody else, finds its data there.
  chmodSync(folder, 0o711)
  let figures: object | null = null
  try {
    const ended = await runDemo(optionsFor(folder), async (demo) => {
      figures = await check(demo, packTo)
    })
    if (ended) return say(ended.by === 'signal' ? 'Stopped before it was done.' : ended.said)
    const seconds = Math.round((Date.now() - began) / 100) / 10
    console.log(JSON.stringify({ ...Object(figures), seconds }))
    return 0
  } catch (error) {
    return say(saidOf(error))
  } finally {
    removeDemoFolder(folder)
  }
}

const optionsFor = (folder: string) => ({
  root: projectRoot,
  folder,
  fresh: false,
  port: null,
  mode: 'production' as const,
  throwAway: true,
  settings: { SWEEP_SECONDS: '1' },
  say: (line: string) => console.error(line),
})

async function check(demo: Demo, packTo: string | undefined): Promise<object> {
  console.error('Waiting until the scheduler has checked every account …')
  const to = join(demo.folder, 'figures.json')
  const pack = packTo === undefined ? [] : ['--pack', resolve(packTo)]
  await runInDemo(demo, 'check', 'workers/cli/check-demo.ts', ['--to', to, ...pack])
  const figures: unknown = JSON.parse(readFileSync(to, 'utf8'))
  return Object(figures)
}

function say(line: string): number {
  console.error(line)
  return 1
}

try {
  const { values } = parseArgs({
    options: { pack: { type: 'string' }, help: { type: 'boolean', default: false } },
  })
  if (values.help) console.log(usage)
  else process.exitCode = await demoCheck(values.pack)
} catch (error) {
  console.error(`${saidOf(error)}\n\n${usage}`)
  process.exitCode = 2
}
