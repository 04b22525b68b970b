import { day_ms } from '../durations'

/** How long the address and the browser of who signed are kept, beside the record and never in it. */
export const originKept_days = 30
export const originKept_ms = originKept_days * day_ms

/** `3F2A 91BC 0D4E`: the beginning of a record's entry in the log, to be read out on the phone. */
export const receiptCode = (entry: string): string =>
  (entry.slice(0, 12).toUpperCase().match(/.{4}/g) ?? []).join(' ')

/** How somebody was signed in, in the record's words. There is one way: what was mailed to them. */
export const loginMethod = (signedInAt: Date): string =>
  `code or link by e-mail, signed in at ${signedInAt.toISOString()}`
