/** Where the stand-in's pages for people are. */
export const personPath = (userId: string) => `/sandbox/people/${encodeURIComponent(userId)}`

export const accountPath = (accountId: string) =>
  `/sandbox/whole-accounts/${encodeURIComponent(accountId)}`
