import { z } from 'zod'
import { profileDocument } from '../profiles/document'
import { effectiveAt } from '../profiles/effective'
import type { Profile } from '../profiles/profile'

const moment = z.iso.datetime()

/** `rules/published.json`: whose rules hold, and each version that they published. */
export const publishedRules = z.strictObject({
  sources: z.array(
    z.strictObject({
      organisation: z.uuid(),
      kind: z.enum(['governing_body', 'region', 'club']),
      name: z.string(),
      starts_at: moment,
      ends_at: moment.nullable(),
    }),
  ),
  publications: z.array(
    z.strictObject({
      id: z.uuid(),
      publisher: z.uuid(),
      profile: z.string(),
      version: z.number().int(),
      published_at: moment,
      in_force_from: moment,
      document: profileDocument,
    }),
  ),
})

export type PublishedRules = z.output<typeof publishedRules>

/** The rules that held at a moment, worked out as the product works them out. */
export function rulesAt({ sources, publications }: PublishedRules, at: Date): Profile {
  const { profile } = effectiveAt(
    sources.map(({ organisation, kind, name, starts_at, ends_at }) => ({
      ...{ organisationId: organisation, kind, name, startsAt: new Date(starts_at) },
      endsAt: ends_at === null ? null : new Date(ends_at),
    })),
    publications.map(({ id, publisher, profile: of, version, document, ...times }) => ({
      ...{ id, publisherId: publisher, profile: of, version, document },
      publishedAt: new Date(times.published_at),
      inForceFrom: new Date(times.in_force_from),
    })),
    at,
  )
  return profile
}
