import { join } from 'node:path'
import { demoNames } from './demo-files'
import { startProcess, stopProcess, untilDone } from './processes'
import type { Stops } from './stops'

/** A demo as far as a program that belongs to it needs it. */
export type Belonging = {
  root: string
  folder: string
  environment: Record<string, string>
  stops: Stops
}

/** Runs a program of ours with the demo's settings until its end. Throws where it fails. */
export async function runInDemo(
  { root, folder, environment, stops }: Belonging,
  name: string,
  file: string,
  args: readonly string[] = [],
): Promise<void> {
  const running = startProcess({
    name,
    command: process.execPath,
    args: ['--import', 'tsx', join(root, file), ...args],
    cwd: root,
    environment,
    logFile: join(folder, demoNames.logs, `${name}.log`),
  })
  stops.add(() => stopProcess(running))
  await untilDone(running)
}
