/**
 * Who to complain to about how personal data is used. Dated content with an owner, as lib/guide/contacts.ts:
 * it was compared with the source on that day.
 */
export const regulator = {
  name: 'Information Commissioner’s Office',
  short: 'ICO',
  href: 'https://ico.org.uk/make-a-complaint/',
  shown: 'ico.org.uk/make-a-complaint',
  /** It asks first whether the organisation was asked, and for an answer within so many days. */
  answer_days: 30,
  /** From the last answer. */
  within: 'three months',
  owner: 'Information Commissioner’s Office',
  source: 'ico.org.uk, data protection complaints, what to expect',
  checkedOn: '2026-11-25',
  reviewAfter_days: 90,
} as const
