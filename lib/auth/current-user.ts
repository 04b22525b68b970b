import { sql } from 'drizzle-orm'
import { cache } from 'react'
import { z } from 'zod'
import { inNoTenant } from '#db/tenant'
import { appPool } from '../database/pools'
import { auth } from './next-auth'

export type CurrentUser = {
  userId: string
  /** What they are called; their address until they have said. */
  name: string
  /** True until they have said what they are called. */
  nameless: boolean
  email: string
  /** Their own record, which `/me` shows. */
  personOrganisationId: string
}

const login = z.object({
  user: z.object({ id: z.uuid(), name: z.string().nullable(), email: z.string() }),
})

/** Who is signed in with this request, or null. Asked once a request, however often it is called. */
export const currentUser = cache(async (): Promise<CurrentUser | null> => {
  const read = login.safeParse(await auth())
  if (!read.success) return null
  const { id: userId, name, email } = read.data.user
  const personOrganisationId = await personOrganisation(userId)
  if (!personOrganisationId) return null
  return { userId, name: name ?? email, nameless: name === null, email, personOrganisationId }
})

async function personOrganisation(userId: string): Promise<string | null> {
  const found = await inNoTenant(appPool(), (tx) =>
    tx.execute<{ id: string | null }>(sql`select person_organisation(${userId}) as id`),
  )
  return found.rows[0]?.id ?? null
}
