import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { inNoTenant } from '#db/tenant'
import { logins, userEmails } from '#db/schema/identity'
import { myMemberships } from '#db/schema/organisations'
import type { Context } from '../context'
import { authPool } from '../database/pools'
import { query } from '../query'
import { contextFor } from '../server-context'
import { ownDataHere } from './own-data-here'
import { ownDataThere } from './own-data-there'

const places = query({
  permission: 'own_data.read',
  input: z.object({}),
  run: (tx) =>
    tx
      .selectDistinct({
        organisationId: myMemberships.ofOrganisationId,
        name: myMemberships.ofName,
        kind: myMemberships.ofKind,
      })
      .from(myMemberships)
      .orderBy(myMemberships.ofName, myMemberships.ofOrganisationId),
})

/**
 * All that is held about the person whose own record it is: in it, and at each club and body where
 * they have or had a post, read in its own tenancy and as theirs only. No secret, nothing of anybody
 * else, and not whether something is being kept because of an inquiry: that may be about them.
 */
export async function ownData(ctx: Context): Promise<object> {
  const here = await ownDataHere(ctx, {})
  const there = []
  for (const { organisationId, name, kind } of await places(ctx, {})) {
    if (kind === 'person') continue
    const as = await contextFor(organisationId, ctx.actor, 'server', ctx.now)
    there.push({ name, kind, ...(await ownDataThere(as, {})) })
  }
  return {
    as_of: ctx.now.toISOString(),
    about: await signIn(ctx),
    own_record: here,
    held_by_others: there,
  }
}

/** What one signs in with. */
async function signIn({ actor }: Context) {
  if (actor.kind !== 'user') return null
  const { userId, name, email } = actor
  return inNoTenant(authPool(), async (tx) => ({
    ...{ user: userId, name, email },
    addresses: await tx
      .select({ email: userEmails.email, verifiedAt: userEmails.verifiedAt })
      .from(userEmails)
      .where(eq(userEmails.userId, userId)),
    logins: await tx
      .select({
        createdAt: logins.createdAt,
        lastUsedAt: logins.lastUsedAt,
        expires: logins.expires,
      })
      .from(logins)
      .where(eq(logins.userId, userId)),
  }))
}
