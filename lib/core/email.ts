import { z } from 'zod'

/** The longest address that mail can carry (RFC 5321, section 4.5.3.1.3). */
const emailLengthMax = 254

/** Normalises once, before anything looks at it: trimmed, Unicode NFC, lower case. */
export const emailAddress = z
  .string()
  .transform((text) => text.trim().normalize('NFC').toLowerCase())
  .pipe(
    z
      .email('Enter an e-mail address, like name@example.org.')
      .max(emailLengthMax, 'That e-mail address is too long. Enter a shorter one.'),
  )
