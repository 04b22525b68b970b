import { readReturnedMail, type ReturnedMail } from '../core/mail/returned-mail'
import { systemPool } from '../database/pools'

/** What a returned mail was, and of how many notices it was the mail: of a digest, of several. */
export type Marked = ReturnedMail & { readonly notices: number }

/**
 * Writes down that a mail came back, so that whose it is and those who look after them see it. Null
 * for a mail that is no report; a report of what we did not send marks nothing. Twice changes nothing.
 */
export async function markReturned(raw: string, now: Date): Promise<Marked | null> {
  const returned = readReturnedMail(raw)
  if (!returned) return null
  const found = await systemPool().query<{ marked: number }>(
    'select mark_returned($1, $2, $3) as marked',
    [returned.messageId, returned.why, now],
  )
  return { ...returned, notices: found.rows[0]?.marked ?? 0 }
}
