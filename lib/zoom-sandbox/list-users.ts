import type { Json, JsonObject } from '../core/canonical-json'
import { usersOfAccount } from './accounts'
import type { Asked } from './asked'
import { json, type Answer } from './http'
import { zoomTime } from './meeting-times'
import { pageSizeOf, pageToken, startOfPage } from './page-token'
import type { PendingUser } from './state'
import { listedUser } from './user-body'
import { invalidPageToken, invalidParameter } from './zoom-errors'

/** GET /users: one page of an account's people who are active, inactive, or invited and not come. */
export function listUsers(asked: Asked): Answer {
  const { store, call, account } = asked
  const { query } = call
  const status = query.get('status') ?? 'active'
  const size = pageSizeOf(query)
  if (size === null) return invalidParameter('page_size')
  if (!['active', 'inactive', 'pending'].includes(status)) return invalidParameter('status')
  const now = store.now()
  const page = { of: `${account.id} ${status}`, size }
  const from = startOfPage(query.get('next_page_token'), page, now)
  if (from === null) return invalidPageToken()
  const all: Json[] =
    status === 'pending'
      ? account.pending.map((each) => pendingUser(each, now))
      : usersOfAccount(store, account.id)
          .filter((user) => (user.status ?? 'active') === status)
          .map((user) => listedUser(user, account))
  return json(200, {
    page_count: Math.ceil(all.length / size),
    page_number: Math.floor(from / size) + 1,
    page_size: size,
    total_records: all.length,
    next_page_token: pageToken(page, from, all.length, now),
    users: all.slice(from, from + size),
  })
}

/** Whoever has not come has no id, and was made whenever one asks. */
const pendingUser = ({ email, firstName, lastName }: PendingUser, now: Date): JsonObject => ({
  email,
  first_name: firstName,
  last_name: lastName,
  display_name: `${firstName} ${lastName}`,
  type: 1,
  role_id: '2',
  status: 'pending',
  verified: 0,
  timezone: '',
  dept: '',
  created_at: zoomTime(now),
})
