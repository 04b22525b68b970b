import { desc, eq } from 'drizzle-orm'
import { z } from 'zod'
import { profileDrafts, profilePublications } from '#db/schema/profiles'
import { announcedAt, effectiveAt } from '../core/profiles/effective'
import { mayRole } from '../core/permissions'
import { query } from '../query'
import { rulesKnown } from './rules-known'

/**
 * The rules that hold in an organisation now and whose they are, what is announced, what this
 * organisation has published itself, newest first, and what is being written.
 */
export const getRules = query({
  permission: 'profile.read',
  input: z.object({}),
  isolation: 'repeatable read',
  async run(tx, ctx) {
    const { sources, publications } = await rulesKnown(tx, ctx)
    const own = await tx
      .select({
        id: profilePublications.id,
        version: profilePublications.version,
        note: profilePublications.note,
        publishedAt: profilePublications.publishedAt,
        inForceFrom: profilePublications.inForceFrom,
      })
      .from(profilePublications)
      .where(eq(profilePublications.publisherOrganisationId, ctx.organisation.id))
      .orderBy(desc(profilePublications.version))
    const [draft] = await tx
      .select({ id: profileDrafts.id, changedAt: profileDrafts.changedAt })
      .from(profileDrafts)
      .where(eq(profileDrafts.state, 'open'))
    const names = new Map(sources.map(({ organisationId, name }) => [organisationId, name]))
    return {
      effective: effectiveAt(sources, publications, ctx.now),
      announced: announcedAt(sources, publications, ctx.now).map((each) => ({
        ...each,
        publisherName: names.get(each.publisherId) ?? '',
      })),
      own,
      draft: mayRole(ctx.roles, 'profile.change') ? (draft ?? null) : null,
    }
  },
})
