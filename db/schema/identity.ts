import { index, integer, pgSchema, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { at } from './columns'

/** Who signs in. Only the database role `auth` reads or writes here. */
export const identity = pgSchema('identity')

/** Property names are those that the sign-in library's adapter asks for. */
export const users = identity.table('users', {
  id: uuid('id').primaryKey(),
  name: text('name'),
  email: text('email').notNull().unique(),
  emailVerified: at('email_verified'),
  image: text('image'),
  createdAt: at('created_at').notNull(),
})

/** Every address a user has shown to be theirs; the first is also on the user's row. */
export const userEmails = identity.table('user_emails', {
  email: text('email').primaryKey(),
  userId: uuid('user_id')
    .notNull()
    .references(() => users.id, { onDelete: 'cascade' }),
  verifiedAt: at('verified_at').notNull(),
})

/** A sign-in that is in force. The adapter calls it a session; a session of ours is coaching. */
export const logins = identity.table(
  'logins',
  {
    sessionToken: text('session_token').primaryKey(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    expires: at('expires').notNull(),
    createdAt: at('created_at').notNull(),
    /** To within some minutes; one that nobody uses for long is over. */
    lastUsedAt: at('last_used_at').notNull().defaultNow(),
  },
  (table) => [index('logins_user').on(table.userId)],
)

/** What was mailed to an address to sign in with, hashed: `code …` to type, `link …` to open. */
export const verificationTokens = identity.table(
  'verification_tokens',
  {
    identifier: text('identifier').notNull(),
    token: text('token').notNull(),
    expires: at('expires').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.identifier, table.token] }),
    index('verification_tokens_token').on(table.token),
  ],
)

/** Attempts counted in a window, by what is limited: an address, a network, a code. */
export const attempts = identity.table(
  'attempts',
  {
    what: text('what').notNull(),
    windowStartsAt: at('window_starts_at').notNull(),
    count: integer('count').notNull(),
  },
  (table) => [primaryKey({ columns: [table.what, table.windowStartsAt] })],
)
