/** What the list of who has signed can be narrowed to. */
export const signOffFilters = [
  'not_signed',
  'overdue',
  'declined',
  'asked_about',
  'signed',
  'all',
] as const

export type SignOffFilter = (typeof signOffFilters)[number]

export const signOffFilterWords: Readonly<Record<SignOffFilter, string>> = {
  not_signed: 'Not agreed yet',
  overdue: 'Overdue',
  declined: 'Said no',
  asked_about: 'With a question',
  signed: 'Agreed',
  all: 'All',
}
