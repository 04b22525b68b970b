import { and, count, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { affiliations, memberships, organisations } from '#db/schema/organisations'
import type { OrganisationKind } from '../context'
import { notFound } from '../core/errors'
import { query } from '../query'

export type Organisation = {
  id: string
  kind: OrganisationKind
  name: string
  slug: string
  /** The bodies and regions above it now, by name. */
  above: readonly { id: string; name: string; kind: string }[]
  /** How many hold each post now. A club with one welfare officer is one illness from having none. */
  holders: Readonly<Partial<Record<string, number>>>
}

/** The organisation that one is acting for: what it is, under whom, and how many keep it going. */
export const getOrganisation = query({
  permission: 'organisation.read',
  input: z.object({}),
  async run(tx, ctx): Promise<Organisation> {
    const [row] = await tx
      .select()
      .from(organisations)
      .where(eq(organisations.organisationId, ctx.organisation.id))
    if (!row) throw notFound()
    const above = await tx
      .select({
        id: affiliations.otherOrganisationId,
        name: affiliations.otherName,
        kind: affiliations.otherKind,
      })
      .from(affiliations)
      .where(and(eq(affiliations.side, 'upper'), isNull(affiliations.endsAt)))
      .orderBy(affiliations.otherName)
    const posts = await tx
      .select({ role: memberships.role, number: count() })
      .from(memberships)
      .where(isNull(memberships.endsAt))
      .groupBy(memberships.role)
    const holders = Object.fromEntries(posts.map(({ role, number }) => [role, number]))
    return {
      id: row.organisationId,
      kind: row.kind,
      name: row.name,
      slug: row.slug,
      above,
      holders,
    }
  },
})
