import { createHash } from 'node:crypto'
import { DrizzleAdapter } from '@auth/drizzle-adapter'
import type { Adapter } from 'next-auth/adapters'
import { drizzleOn, type Database } from '#db/client'
import { logins, users, verificationTokens } from '#db/schema/identity'
import { authPool } from '../database/pools'
import { loginLife_ms } from './login-cookie'
import { stillUsed } from './still-used'

/** What the database keeps of a login: with this alone nobody can sign in. */
export const loginHash = (token: string) => createHash('sha256').update(token).digest('base64url')

/**
 * The sign-in library's way to the identity schema, as the database role `auth`. It differs from
 * the library's own in two things: the secret of a login is kept as a hash, and one that nobody
 * used for too long is over.
 */
export function loginAdapter() {
  const own = DrizzleAdapter(drizzleOn(authPool()), tables)
  return {
    ...own,
    async createSession(login) {
      const createdAt = new Date(login.expires.getTime() - loginLife_ms)
      const kept = { ...login, sessionToken: loginHash(login.sessionToken), createdAt }
      await own.createSession?.(kept)
      return login
    },
    async getSessionAndUser(token) {
      const hash = loginHash(token)
      const found = (await own.getSessionAndUser?.(hash)) ?? null
      return found && (await stillUsed(hash, new Date())) ? found : null
    },
    deleteSession: (token) => own.deleteSession?.(loginHash(token)),
    updateSession: (login) =>
      own.updateSession?.({ ...login, sessionToken: loginHash(login.sessionToken) }),
  } satisfies Adapter
}

type Tables = Parameters<typeof DrizzleAdapter<Database>>[1]

const ours = {
  usersTable: users,
  sessionsTable: logins,
  verificationTokensTable: verificationTokens,
}
// The library's types want tables outside a schema, and one of accounts elsewhere: there are none.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
const tables = ours as unknown as Tables
