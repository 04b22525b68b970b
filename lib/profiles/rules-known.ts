import type { Tx } from '#db/tenant'
import { profilePublications, profileSources } from '#db/schema/profiles'
import type { Context } from '../context'
import { profileDocument } from '../core/profiles/document'
import type { Publication, RuleSource } from '../core/profiles/publication'

/** What an organisation knows of rules: whose hold for it and when, and what they have published. */
export type RulesKnown = { sources: RuleSource[]; publications: Publication[] }

/** All of it, in the transaction's organisation, whose own rules hold for itself. */
export async function rulesKnown(tx: Tx, { organisation }: Context): Promise<RulesKnown> {
  const above = await tx.select().from(profileSources)
  const published = await tx.select().from(profilePublications)
  const sources: RuleSource[] = above.map((row) => ({
    organisationId: row.publisherOrganisationId,
    kind: row.publisherKind,
    name: row.publisherName,
    startsAt: row.startsAt,
    endsAt: row.endsAt,
  }))
  const { id, kind, name } = organisation
  if (kind !== 'person') {
    sources.push({ organisationId: id, kind, name, startsAt: new Date(0), endsAt: null })
  }
  return { sources, publications: published.map(publicationOf) }
}

/** A row as the rules are worked out from it. */
const publicationOf = (row: typeof profilePublications.$inferSelect): Publication => ({
  id: row.id,
  publisherId: row.publisherOrganisationId,
  profile: row.profile,
  version: row.version,
  publishedAt: row.publishedAt,
  inForceFrom: row.inForceFrom,
  document: profileDocument.parse(row.document),
})
