import { required } from '../env'
import { readMails } from '../outbox/read-mails'

/** The secret of the newest invitation that was mailed to an address, as its reader would find it. */
export async function newestToken(email: string): Promise<string> {
  const mails = await readMails(required('OUTBOX_FOLDER'))
  const tokens = mails
    .filter(({ to }) => to === email)
    .flatMap(({ text }) => /\/invitation\/([\w-]+)/.exec(text)?.[1] ?? [])
  const [newest] = tokens
  if (!newest) throw new Error(`no invitation was mailed to ${email}`)
  return newest
}
