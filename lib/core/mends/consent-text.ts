/**
 * Exactly what somebody agrees to who lets Touchline mend settings. A changed text is a new version;
 * what each person agreed to is in their evidence record.
 */
export const consentText = {
  version: 1,
  statements: [
    'Touchline may change the safety settings of my Zoom account and of my club sessions.',
    'It changes only what I confirm, each time, after it has shown me exactly what will change.',
    'It never sets or sees a passcode, and never changes a private meeting.',
    'It keeps what was there before, so that I can have it put back for 24 hours.',
    'I can stop this at any time. My checks go on without it.',
  ],
} as const

/** The same for a club that lets Touchline mend in its own Zoom account. */
export const clubConsentText = {
  version: 1,
  statements: [
    'Touchline may change the safety settings of our coaches in the club’s own Zoom account, and of their club sessions.',
    'It changes only what a welfare officer or administrator of the club confirms, each time, after it has shown them exactly what will change.',
    'It never sets or sees a passcode, and never changes the account itself, a group, or a meeting that is no club session.',
    'It keeps what was there before, so that we can have it put back for 24 hours.',
    'Any of us can stop this at any time. The checks go on without it.',
  ],
} as const
