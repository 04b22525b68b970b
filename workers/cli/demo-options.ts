import { join } from 'node:path'
import { parseArgs } from 'node:util'

export const projectRoot = join(import.meta.dirname, '..', '..')

const usage = (name: string) => `Usage: npm run ${name} -- [--port N] [--folder PATH] [--fresh]

  --port N       the web server's port (3000); the outbox and the stand-in Zoom have the next two
  --folder PATH  where everything is kept (.data)
  --fresh        start over: what the folder holds of an earlier run is removed first`

export type Typed = { port: number; folder: string; fresh: boolean }

/** What was typed for a demo; a text to show where that is all that is wanted, or what is wrong. */
export function demoOptions(
  name: string,
  args: readonly string[],
): Typed | { exitCode: number; text: string } {
  const wrong = (text: string) => ({ exitCode: 2, text: `${text}\n\n${usage(name)}` })
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        port: { type: 'string', default: '3000' },
        folder: { type: 'string', default: '.data' },
        fresh: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    })
    if (values.help) return { exitCode: 0, text: usage(name) }
    const port = Number(values.port)
    if (!Number.isInteger(port) || port < 1 || port > 65_533) {
      return wrong('--port: give a number from 1 to 65533.')
    }
    return { port, folder: values.folder, fresh: values.fresh }
  } catch (error) {
    return wrong(error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'Wrong options.')
  }
}
