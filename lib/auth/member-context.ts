import { and, eq, sql } from 'drizzle-orm'
import { inNoTenant, inTenant, type Tx } from '#db/tenant'
import { memberships, organisations } from '#db/schema/organisations'
import type { Context } from '../context'
import { notFound } from '../core/errors'
import * as paths from '../core/paths'
import { holdsUnseen } from '../core/unseen'
import { appPool } from '../database/pools'
import { membershipInForce } from '../memberships/membership-in-force'
import type { CurrentUser } from './current-user'

/**
 * What `user` is in the organisation that an address names, at `now`. Throws `not_found` where they
 * hold no post there now, which is what they are told where there is no such organisation, too.
 */
export async function memberContext(user: CurrentUser, slug: string, now: Date): Promise<Context> {
  const organisationId =
    slug === paths.ownSlug ? user.personOrganisationId : await organisationOf(slug)
  if (!organisationId) throw notFound()
  const found = await inTenant(appPool(), organisationId, (tx) =>
    findPosts(tx, organisationId, user.userId, now),
  )
  if (!found.organisation || found.posts.length === 0) throw notFound()
  const { kind, name, slug: ownSlug } = found.organisation
  const { userId, name: userName, email } = user
  return {
    organisation: { id: organisationId, kind, name, slug: ownSlug },
    actor: { kind: 'user', userId, name: userName, email },
    roles: found.posts.map(({ role }) => role),
    coachId: found.posts.find(({ role }) => role === 'coach')?.coachId ?? null,
    now,
  }
}

async function findPosts(tx: Tx, organisationId: string, userId: string, now: Date) {
  const [organisation] = await tx
    .select()
    .from(organisations)
    .where(eq(organisations.organisationId, organisationId))
  const posts = await tx
    .select({ role: memberships.role, coachId: memberships.coachId })
    .from(memberships)
    .where(and(eq(memberships.userId, userId), membershipInForce(now)))
    .orderBy(memberships.startsAt, memberships.id)
  return { organisation, posts }
}

async function organisationOf(slug: string): Promise<string | null> {
  if (holdsUnseen(slug)) return null
  const found = await inNoTenant(appPool(), (tx) =>
    tx.execute<{ id: string | null }>(sql`select resolve_slug(${slug}) as id`),
  )
  return found.rows[0]?.id ?? null
}
