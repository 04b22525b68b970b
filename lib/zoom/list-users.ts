import { z } from 'zod'
import type { ZoomClient } from './client'
import { readPages, type WholeList } from './read-pages'

/** A user of an account, as its list has them. */
export type AccountUser = {
  readonly zoomUserId: string
  readonly email: string | null
  readonly name: string | null
  /** 1 Basic, 2 licensed, as Zoom numbers them; null where it did not say. */
  readonly zoomUserType: number | null
  readonly status: string
}

const text = z.string().trim().max(500).nullish().catch(null)

/** Only the id has to be right; what else is odd is not known. */
const userShape = z.looseObject({
  id: z.string().min(1).max(200),
  email: text,
  display_name: text,
  first_name: text,
  last_name: text,
  type: z.int().nullish().catch(null),
  status: z
    .string()
    .regex(/^[a-z]{1,20}$/)
    .catch('active'),
})

const pending = z.looseObject({ id: z.union([z.literal(''), z.null(), z.undefined()]) })

/** Everybody in the account whom Zoom lets host. Whoever was invited and has not come has no id. */
export const listUsers = (client: ZoomClient): Promise<WholeList<AccountUser>> =>
  readPages(client, {
    path: '/users',
    query: { status: 'active' },
    key: 'users',
    read: (item) => {
      if (pending.safeParse(item).success) return undefined
      const user = userShape.safeParse(item)
      return user.success ? factsOf(user.data) : null
    },
  })

function factsOf(user: z.output<typeof userShape>): AccountUser {
  const { id, email, type, status } = user
  const parts = [user.first_name, user.last_name].flatMap((part) => part || [])
  return {
    zoomUserId: id,
    email: email || null,
    name: plain(user.display_name || parts.join(' ')),
    zoomUserType: type ?? null,
    status,
  }
}

/** PostgreSQL takes no NUL, and no control character says anything to a person. */
const plain = (name: string) => name.replaceAll(/\p{Cc}+/gu, ' ').trim() || null
