import { execFile } from 'node:child_process'

const root = new URL('../../', import.meta.url).pathname

/** Runs `check-zoom` as its npm script does, in a process of its own. */
export function runCheckZoom(...args: readonly (readonly string[])[]) {
  return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    execFile(
      process.execPath,
      ['node_modules/.bin/tsx', 'workers/cli/check-zoom.ts', ...args.flat()],
      { cwd: root },
      (error, stdout, stderr) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
    )
  })
}
