import { asJson, type Json } from '../core/canonical-json'
import type { PublishedRules } from '../core/pack/published-rules'
import type { PackPeriod, PackRows } from './collect-pack'

/**
 * Whose rules held for the club and what they had published by the period's end: all that the rules at
 * any moment of it are worked out from (`core/profiles/effective.ts`), beside those that are built in.
 */
export function rulesJson({ until }: PackPeriod, { rules }: PackRows): Json {
  const published: PublishedRules = {
    sources: rules.sources
      .filter(({ startsAt }) => startsAt < until)
      .map(({ organisationId, kind, name, startsAt, endsAt }) => ({
        ...{ organisation: organisationId, kind, name, starts_at: startsAt.toISOString() },
        ends_at: endsAt && endsAt < until ? endsAt.toISOString() : null,
      }))
      .toSorted((one, other) =>
        one.starts_at + one.organisation < other.starts_at + other.organisation ? -1 : 1,
      ),
    publications: rules.publications
      .filter(({ publishedAt }) => publishedAt < until)
      .map(({ id, publisherId, profile, version, publishedAt, inForceFrom, document }) => ({
        ...{ id, publisher: publisherId, profile, version, document },
        published_at: publishedAt.toISOString(),
        in_force_from: inForceFrom.toISOString(),
      }))
      .toSorted((one, other) => (one.id < other.id ? -1 : 1)),
  }
  return asJson(published)
}
