import type { AcceptanceEndReason } from './acceptance'

const words: Readonly<Record<AcceptanceEndReason, string>> = {
  time_up: 'Its day came.',
  mended: 'A later check saw it mended, so there is no risk left to accept.',
  subject_gone: 'What it was about is over or gone, so there is nothing left to accept.',
  rule_withdrawn: 'The rules no longer ask for this, so there is nothing left to accept.',
  not_allowed: 'The rules no longer let anybody accept this risk.',
}

/** Why an acceptance ended by itself, in a sentence. */
export const endWords = (reason: AcceptanceEndReason): string => words[reason]
