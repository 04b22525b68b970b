import { readFileSync, statSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { checkFiles, type CheckFile, type FileKind } from '#lib/audits/check-files'
import { checkedAsJson, checkedAsText } from '#lib/audits/checked-text'
import { jsonFileLimits, readJsonFile } from '#lib/audits/read-json-file'
import { benchmarkRules, profileRules, type Rules } from '#lib/audits/rules'
import { builtInBenchmarks } from '#lib/core/benchmarks/built-in-benchmarks'
import { AppError, isAppError } from '#lib/core/errors'
import { builtInProfile, builtInProfiles } from '#lib/core/profiles/built-in-profiles'
import { parseProfile } from '#lib/core/profiles/parse-profile'

/** Each option that names a file, with what the file holds. */
const fileOptions = [
  ['user-settings', 'user_settings'],
  ['meeting-security', 'user_meeting_security'],
  ['account-settings', 'account_settings'],
  ['account-security', 'account_meeting_security'],
  ['account-lock', 'account_lock_settings'],
  ['account-lock-security', 'account_lock_meeting_security'],
  ['group-settings', 'group_settings'],
  ['group-security', 'group_meeting_security'],
  ['group-lock', 'group_lock_settings'],
  ['group-lock-security', 'group_lock_meeting_security'],
  ['meeting', 'meeting'],
] as const satisfies readonly (readonly [string, FileKind])[]

const usage = `Usage: npm run check-zoom -- [--user-settings F] [--meeting-security F]
         [--account-settings F] [--account-security F]
         [--account-lock F] [--account-lock-security F]
         [--group-settings F] [--group-security F]
         [--group-lock F] [--group-lock-security F]
         [--meeting F]… [--profile P] [--json]

Zoom gives what is about security in a file of its own (option=meeting_security).

Checks answers of Zoom's API that were saved to files against a profile's or a benchmark's rules.
P is a JSON file, or one of: ${[...builtInProfiles, ...builtInBenchmarks].map(({ id }) => id).join(', ')}.`

try {
  console.log(checkZoom(process.argv.slice(2)))
} catch (error) {
  if (!isAppError(error)) throw error
  console.error(error.message)
  process.exitCode = 2
}

/** What to print. Whatever the verdicts, having checked is success. */
function checkZoom(args: string[]): string {
  const values = parseOptions(args)
  if (values.help) return usage
  const rules = chooseRules(values.profile)
  const files = fileOptions.flatMap(([option, kind]) =>
    (values[option] ?? []).map((name, index): CheckFile => {
      if (index > 0 && kind !== 'meeting') refuse(`--${option}: expected one file, found more`)
      return { kind, name, bytes: readBytes(name) }
    }),
  )
  if (files.length === 0) refuse(`expected at least one file to check; --help says how`)
  const checked = checkFiles(rules, files)
  if (!checked.ok) return refuse(checked.problem)
  return (values.json ? checkedAsJson : checkedAsText)(rules, checked.subjects)
}

function parseOptions(args: string[]) {
  const file = { type: 'string', multiple: true } as const
  try {
    return parseArgs({
      args,
      options: {
        'user-settings': file,
        'meeting-security': file,
        'account-settings': file,
        'account-security': file,
        'account-lock': file,
        'account-lock-security': file,
        'group-settings': file,
        'group-security': file,
        'group-lock': file,
        'group-lock-security': file,
        meeting: file,
        profile: { type: 'string' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values
  } catch (error) {
    const [line = ''] = (error instanceof Error ? error.message : '').split('\n')
    return refuse(`${line.replace(/\.$/, '')}; --help says how`)
  }
}

function chooseRules(name: string | undefined): Rules {
  if (name === undefined) return profileRules(builtInProfiles[0])
  const builtIn = builtInProfile(name)
  if (builtIn) return profileRules(builtIn)
  const benchmark = builtInBenchmarks.find(({ id }) => id === name)
  if (benchmark) return benchmarkRules(benchmark)
  const read = readJsonFile(readBytes(name))
  if (!read.ok) return refuse(`${name}: ${read.problem}`)
  const parsed = parseProfile(read.body)
  if (parsed.ok) return profileRules(parsed.profile)
  return refuse(`${name}: at "${parsed.where}": ${parsed.expected}`)
}

function readBytes(name: string): Uint8Array {
  try {
    const { size } = statSync(name)
    // One byte over the limit is enough to say so; the rest of a huge file is never read.
    if (size > jsonFileLimits.bytesMax) return new Uint8Array(jsonFileLimits.bytesMax + 1)
    return readFileSync(name)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    const problems: Record<string, string> = {
      ENOENT: 'there is no such file',
      EISDIR: 'expected a file, found a folder',
      EACCES: 'it may not be read',
    }
    return refuse(`${name}: ${problems[String(code)] ?? 'it could not be read'}`)
  }
}

function refuse(problem: string): never {
  throw new AppError('invalid_input', problem)
}
