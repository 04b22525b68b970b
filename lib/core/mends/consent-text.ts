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
