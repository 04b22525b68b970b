import { readFileSync, statSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { AppError, isAppError } from '#lib/core/errors'
import { reportText } from '#lib/core/verify-pack/report-text'
import { verifyPack } from '#lib/core/verify-pack/verify-pack'

const usage = `Usage: npm run --silent verify-pack -- FILE [--policy F] [--json]

Checks an evidence pack by itself: every byte, every proof, and the rules run again on what Zoom said.
Nothing is asked of anybody. F is your own list of whom to believe (https://c2sp.org/tlog-policy);
without one, the pack's own is used, and the report says so.

Exit code: 0 where nothing in it is wrong, 1 where something is, 2 where it could not be read.`

/** A pack is read whole; one that is larger than this was made by nobody. */
const bytes_max = 2 ** 31 - 1

try {
  run(process.argv.slice(2))
} catch (error) {
  if (!isAppError(error)) throw error
  console.error(error.message)
  process.exitCode = 2
}

function run(args: string[]): void {
  const { values, positionals } = parsed(args)
  const [file, ...more] = positionals
  if (values.help || file === undefined) return console.log(usage)
  if (more.length > 0) throw refused('Name one file.')
  const policy = values.policy === undefined ? null : read(values.policy).toString('utf8')
  const report = verifyPack(read(file), policy)
  console.log(values.json ? JSON.stringify(report, null, 2) : reportText(report))
  process.exitCode = report.isSound ? 0 : 1
}

function parsed(args: string[]) {
  try {
    const options = { policy: { type: 'string' }, json: { type: 'boolean' } } as const
    const help = { type: 'boolean' } as const
    return parseArgs({ args, allowPositionals: true, options: { ...options, help } })
  } catch (error) {
    throw refused(error instanceof Error ? error.message : 'These options are not known.')
  }
}

const refused = (message: string) => new AppError('invalid_input', message)

function read(file: string): Buffer {
  const size = statSync(file, { throwIfNoEntry: false })?.size
  if (size === undefined) throw refused(`There is no file ${file}.`)
  if (size > bytes_max) throw refused(`${file} is too large to be read.`)
  return readFileSync(file)
}
