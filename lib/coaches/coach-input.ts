import { z } from 'zod'
import { emailAddress } from '../core/email'
import { plainName } from '../core/plain-name'
import { holdsUnseen } from '../core/unseen'

const lineLengthMax = 200

/** Free words in a line; empty where there are none. */
const line = z
  .string()
  .transform((text) => text.normalize('NFC').trim().replace(/\s+/g, ' '))
  .pipe(
    z
      .string()
      .max(lineLengthMax, `Use at most ${lineLengthMax} characters.`)
      .refine((text) => !holdsUnseen(text), 'This holds characters that cannot be seen.'),
  )

/** What is written about a coach on the register. Without `tags` those that are there stay. */
export const coachFields = {
  name: plainName('Enter the coach’s name.'),
  email: emailAddress,
  teams: line,
  tags: line.optional(),
  /** Null where nothing was chosen: it is asked, and never taken for a no. */
  coachesUnder18sOnline: z
    .boolean()
    .nullable()
    .refine((chosen) => chosen !== null, 'Choose yes or no.'),
  /** False for an officer or helper who is on the register and does not coach. */
  coaching: z.boolean().default(true),
}
