import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import { AppError } from '../core/errors'
import { env } from '../env'
import { newId } from '../ids'

export type Mail = {
  to: string
  subject: string
  text: string
  html?: string
  /** Where the same mail may be sent twice: by this, it is known as the same. */
  messageId?: string
}

/** How long the mail server may take for each step of one message. */
const timeout_ms = 10_000

/** No answering machine answers it (RFC 3834). */
const byMachine = { 'Auto-Submitted': 'auto-generated' }

/**
 * Sends one mail by SMTP_URL or, where only OUTBOX_FOLDER is set, puts it there as one JSON file.
 * Throws `not_configured` where neither is set, and whatever the mail server refused with.
 */
export async function sendMail(mail: Mail): Promise<void> {
  const { SMTP_URL, OUTBOX_FOLDER, MAIL_FROM } = env()
  if (SMTP_URL) return deliver(SMTP_URL, { from: MAIL_FROM, ...mail })
  if (OUTBOX_FOLDER) return keep(OUTBOX_FOLDER, { from: MAIL_FROM, ...mail })
  throw new AppError('not_configured', 'No mail can be sent: SMTP_URL is not set.')
}

type Addressed = Mail & { from: string }

async function deliver(smtpUrl: string, mail: Addressed): Promise<void> {
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: timeout_ms,
    greetingTimeout: timeout_ms,
    socketTimeout: timeout_ms,
  })
  try {
    await transport.sendMail({ ...mail, headers: byMachine })
  } finally {
    transport.close()
  }
}

/** Written aside and then named, so that a reader never meets half a mail; names sort by time. */
async function keep(folder: string, mail: Addressed): Promise<void> {
  await mkdir(folder, { recursive: true })
  const name = newId()
  const aside = join(folder, `.${name}.part`)
  await writeFile(aside, JSON.stringify({ id: name, at: new Date().toISOString(), ...mail }))
  await rename(aside, join(folder, `${name}.json`))
}
