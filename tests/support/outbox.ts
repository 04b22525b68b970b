import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { env } from '#lib/env'

const mailSent = z.object({ to: z.string(), subject: z.string(), text: z.string() })

export type MailSent = z.output<typeof mailSent>

/** What has been mailed to an address in this test file, oldest first. */
export function mailTo(email: string): MailSent[] {
  const folder = env().OUTBOX_FOLDER
  if (!folder) throw new Error('tests have an outbox: tests/support/own-database.ts sets it')
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name) => mailSent.parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))))
    .filter((mail) => mail.to === email)
}

/** The token of the newest invitation that was mailed to an address. */
export function tokenMailedTo(email: string): string {
  const tokens = mailTo(email).flatMap(
    (mail) => /\/invitation\/([\w-]+)/.exec(mail.text)?.[1] ?? [],
  )
  const newest = tokens.at(-1)
  if (!newest) throw new Error(`no invitation was mailed to ${email}`)
  return newest
}
