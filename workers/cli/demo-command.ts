import type { DemoOptions } from '#lib/demo/demo-environment'
import { runDemo } from '#lib/demo/run-demo'
import { demoOptions, projectRoot } from './demo-options'
import { saidOf } from './said-of'
import { sayDemo } from './say-demo'

/** A command of this name that runs everything until Ctrl-C. Sets the exit code; throws nothing. */
export async function demoCommand(name: string, mode: DemoOptions['mode']): Promise<void> {
  const typed = demoOptions(name, process.argv.slice(2))
  if ('text' in typed) {
    process.exitCode = typed.exitCode
    return typed.exitCode === 0 ? console.log(typed.text) : console.error(typed.text)
  }
  const options: DemoOptions = {
    ...typed,
    root: projectRoot,
    mode,
    settings: {},
    say: (line) => console.log(line),
  }
  try {
    const ended = await runDemo(options, (demo) => {
      console.log(sayDemo(demo))
      return new Promise<void>(() => {})
    })
    if (ended?.by === 'signal') return console.log('Stopped. The data is kept for the next run.')
    console.error(ended?.said)
  } catch (error) {
    console.error(saidOf(error))
  }
  process.exitCode = 1
}
