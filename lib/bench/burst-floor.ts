import * as paths from '../core/paths'
import { contextFor } from '../server-context'
import { page_size_max } from '../zoom/limits'
import { freshAccessToken } from '../zoom-connections/fresh-access-token'
import type { BurstAccount, BurstWorld } from './burst-accounts'

/** How many accounts are read so. */
const accounts_max = 100

/** How long it takes to read the bodies of each of some accounts again, by requests and nothing else. */
export async function bareReads({ accounts, as }: BurstWorld): Promise<number[]> {
  const took: number[] = []
  for (const account of accounts.slice(0, accounts_max)) {
    const read = await requestsOf(account, as)
    const from = performance.now()
    await read()
    took.push(performance.now() - from)
  }
  return took
}

async function requestsOf({ person, connectionId, sessions }: BurstAccount, as: BurstWorld['as']) {
  const me = await as(person, paths.ownSlug)
  const worker = { kind: 'worker', job: 'read-account' } as const
  const ctx = await contextFor(me.organisation.id, worker, 'worker', me.now)
  const access = await freshAccessToken(ctx, connectionId)
  if (!access.ok) throw new Error(`no token to ask with: ${access.reason}`)
  const headers = { authorization: `Bearer ${access.accessToken}` }
  const all = [
    '/users/me/settings',
    '/users/me',
    '/users/me/settings?option=meeting_security',
    `/users/me/meetings?type=scheduled&page_size=${page_size_max}`,
    ...sessions.map(({ number }) => `/meetings/${number}`),
  ]
  return async () => {
    for (const path of all) {
      const response = await fetch(`${access.apiUrl}${path}`, { headers })
      await response.text()
      if (!response.ok) throw new Error(`${path} was answered with ${response.status}`)
    }
  }
}
