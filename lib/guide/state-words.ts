import type { Face } from '../core/status'

/** What labels with one meaning say, the usual one first; numbers in them are examples. */
export type StateWords = {
  readonly face: Face
  readonly words: readonly [string, ...string[]]
  readonly means: string
  readonly next: string
}

/**
 * Every word by which a page says how something stands, for the help. A test holds it against the
 * states of coaches, sessions, clubs and rules, and the labels of the to-do list: none is left out,
 * and none is here that no page shows.
 */
export const stateWords: readonly StateWords[] = [
  {
    face: 'not_met',
    words: ['Act now'],
    means: 'The link to a session was found in public. Strangers may try to join.',
    next: 'Do what the card says, before anything else.',
  },
  {
    face: 'not_met',
    words: [
      'Not met',
      'To mend',
      '2 things to mend',
      'To mend, late',
      'Must be mended',
      'To be mended, then',
    ],
    means: 'It is not as it must be: in Zoom, or something is not shown or signed in time.',
    next: 'Open it. It says how to mend it, step by step.',
  },
  {
    face: 'not_met',
    words: ['Blocks affiliation'],
    means: 'Something was to be mended by a day, and that day is over.',
    next: 'Mend it now, and check again.',
  },
  {
    face: 'could_not_check',
    words: [
      'Could not check',
      'Could not check all',
      'Zoom is disconnected',
      'No longer shared',
      '2 meetings not sorted',
    ],
    means: 'Zoom did not answer, or we were not told. It may be safe or not: we do not know.',
    next: 'Open it to see why. Often Zoom has to be connected again.',
  },
  {
    face: 'not_checked',
    words: ['Not stated yet'],
    means: 'Your rules ask your club to say that this is so. Nobody has said it yet.',
    next: 'If you know that it is so, state it.',
  },
  {
    face: 'due_soon',
    words: ['To read', 'To talk to', 'Sent', 'Opened'],
    means: 'Somebody is asked to read something, or wants a word about it.',
    next: 'Open it. Read it and answer, or ring who asked.',
  },
  {
    face: 'out_of_date',
    words: ['Overdue'],
    means: 'Somebody was to read something and answer by a day, and that day is over.',
    next: 'Read it and answer. An officer can remind them.',
  },
  {
    face: 'met',
    words: ['Agreed', 'Gone through'],
    means: 'Somebody has read it and signed. There is a receipt.',
    next: 'Nothing to do.',
  },
  {
    face: 'not_met',
    words: ['Said no'],
    means: 'Somebody has read it and does not agree.',
    next: 'Their welfare officer talks to them.',
  },
  {
    face: 'stated',
    words: ['Stated'],
    means: 'Zoom does not tell us this. Somebody of the club said that it is so, until a day.',
    next: 'Before that day, somebody has to look again and state it once more.',
  },
  {
    face: 'out_of_date',
    words: ['Out of date', 'Nobody had looked again of late'],
    means: 'It was as it should be, but that was too long ago to rely on.',
    next: 'Press “Check again”.',
  },
  {
    face: 'not_checked',
    words: [
      'Not checked yet',
      'Not checked',
      'Not connected',
      'Not shared',
      'Zoom not connected',
      '2 coaches not connected',
      '2 coaches not fully checked',
    ],
    means: 'Nobody has looked yet, at least not at everything.',
    next: 'Connect Zoom, or wait for the first check.',
  },
  {
    face: 'not_checked',
    words: ['Not invited yet', 'Invited, not here yet', 'Invitation ran out', 'No coaches yet'],
    means: 'There is nobody there yet whose sessions we could check.',
    next: 'Invite them, or send the invitation again.',
  },
  {
    face: 'accepted',
    words: ['Risk accepted'],
    means: 'It is not met. Two people agreed to accept the risk, until a day, and said why.',
    next: 'Mend it before that day. Then it counts again.',
  },
  {
    face: 'due_soon',
    words: ['To sort'],
    means: 'There are meetings of which nobody has said whether they are club sessions.',
    next: 'Their coach says so. It takes a minute.',
  },
  {
    face: 'due_soon',
    words: ['To decide'],
    means: 'Somebody asks to accept a risk. It takes a second person.',
    next: 'Open it, read the reason, and say yes or no.',
  },
  {
    face: 'due_soon',
    words: ['Advice'],
    means: 'It need not be so, but it is better so.',
    next: 'Read it when you have a quiet moment.',
  },
  {
    face: 'met',
    words: ['Met', 'Up to date', 'Ready', 'Meets every MUST', 'Done'],
    means: 'We looked in Zoom of late, and all that must be so is so.',
    next: 'Nothing.',
  },
  {
    face: 'not_applicable',
    words: ['Does not apply', 'No checks needed', 'Left the club'],
    means: 'This rule is not meant for this, or there is nothing to check.',
    next: 'Nothing.',
  },
]
