import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { buildWeb } from '#lib/demo/build-web'
import { projectRoot } from './demo-options'
import { saidOf } from './said-of'

const folder = join(projectRoot, '.next')
mkdirSync(folder, { recursive: true })

try {
  const server = await buildWeb({
    root: projectRoot,
    logFile: join(folder, 'build.log'),
    say: (line) => console.log(line),
    started: () => {},
  })
  console.log(`Start it with: node ${server}`)
} catch (error) {
  console.error(saidOf(error))
  process.exitCode = 1
}
