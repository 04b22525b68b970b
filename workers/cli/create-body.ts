import { parseArgs } from 'node:util'
import { isAppError } from '#lib/core/errors'
import * as paths from '#lib/core/paths'

const usage = `Usage: npm run create-body -- --name NAME --email ADDRESS [--slug SLUG]

Founds a governing body and invites its safeguarding lead by mail. SLUG is its part of an address,
such as national-gymnastics; without it, one is made from the name.`

/** Exit codes: what was asked for is wrong, and it could not be done. */
const wrongInput = 2
const notDone = 1

async function createBody(args: string[]): Promise<number> {
  const options = parseOptions(args)
  if (typeof options === 'string') return say(wrongInput, options)
  if (options.help) {
    console.log(usage)
    return 0
  }
  const { name, email, slug } = options
  if (!name || !email) return say(wrongInput, 'Give --name and --email; --help says how.')
  try {
    return await found({ name, email, ...(slug === undefined ? {} : { slug }) })
  } catch (error) {
    return say(...explained(error))
  }
}

// Settings are read when the first of these is loaded; what is wrong with them is said in a line.
async function found(asked: { name: string; email: string; slug?: string }): Promise<number> {
  const { foundGoverningBody } = await import('#lib/organisations/found-governing-body')
  const { invitationLife_days } = await import('#lib/invitations/invitation-token')
  const { closePools } = await import('#lib/database/pools')
  const { env } = await import('#lib/env')
  try {
    const body = await foundGoverningBody(asked, new Date())
    const address = new URL(paths.organisation(body.slug), env().APP_URL).href
    console.log(`Founded “${asked.name}” at ${address}`)
    console.log(`Invited ${asked.email} as its safeguarding lead, for ${invitationLife_days} days.`)
    return 0
  } finally {
    await closePools()
  }
}

function parseOptions(args: string[]) {
  const text = { type: 'string' } as const
  try {
    return parseArgs({
      args,
      options: { name: text, slug: text, email: text, help: { type: 'boolean' } },
    }).values
  } catch (error) {
    return `${error instanceof Error ? error.message.split('\n')[0] : 'Wrong options.'} --help says how.`
  }
}

/** Codes of the system and of PostgreSQL with which a database cannot be reached or used. */
const unreachable = /^(ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|57P03)$/
const notPrepared = /^(28P01|28000|3D000|42883|42P01|3F000)$/

function explained(error: unknown): [number, string] {
  if (isAppError(error, 'invalid_input')) {
    const [problem] = error.problems
    return [wrongInput, problem ? `--${problem.field}: ${problem.message}` : error.message]
  }
  if (isAppError(error, 'unavailable')) {
    const again = 'Run the same command again, and the same body is taken up.'
    return [notDone, `The body is founded, but the e-mail could not be sent. ${again}`]
  }
  if (isAppError(error)) return [notDone, error.message]
  const code = codeOf(error)
  if (unreachable.test(code)) {
    return [
      notDone,
      `The database cannot be reached (${code}). Is it running? Look at DATABASE_URL.`,
    ]
  }
  if (notPrepared.test(code)) {
    return [notDone, `The database is not prepared (${code}). Run: npm run migrate`]
  }
  const reason = error instanceof Error ? error.message.split('\n')[0] : String(error)
  return [notDone, `It could not be done: ${reason}`]
}

/** The code of an error, or of what caused it: drizzle wraps pg, which wraps the system. */
function codeOf(error: unknown): string {
  for (let each = error; each instanceof Error; each = each.cause) {
    const [first]: unknown[] = each instanceof AggregateError ? each.errors : []
    const known = [each, first].find((one) => one instanceof Error && 'code' in one)
    if (known && typeof known === 'object' && 'code' in known) return String(known.code)
  }
  return ''
}

function say(exitCode: number, line: string): number {
  console.error(line)
  return exitCode
}

process.exitCode = await createBody(process.argv.slice(2))
