import { and, desc, eq, lt } from 'drizzle-orm'
import { z } from 'zod'
import { profilePublications, profileSources } from '#db/schema/profiles'
import { notFound } from '../core/errors'
import { builtInAt } from '../core/profiles/built-in-profiles'
import { profileDocument } from '../core/profiles/document'
import { editable } from '../core/profiles/typed-choices'
import { waysOf } from '../core/profiles/way-words'
import { id } from '../ids'
import { query } from '../query'

/** A version of rules as it was published, by this organisation or one above it, and the one before. */
export const getVersion = query({
  permission: 'profile.read',
  input: z.object({ publicationId: id }),
  async run(tx, ctx, { publicationId }) {
    const [row] = await tx
      .select()
      .from(profilePublications)
      .where(eq(profilePublications.id, publicationId))
    if (!row) throw notFound()
    const publisher = row.publisherOrganisationId
    const [before] = await tx
      .select()
      .from(profilePublications)
      .where(
        and(
          eq(profilePublications.publisherOrganisationId, publisher),
          lt(profilePublications.version, row.version),
        ),
      )
      .orderBy(desc(profilePublications.version))
      .limit(1)
    const [source] = await tx
      .select()
      .from(profileSources)
      .where(eq(profileSources.publisherOrganisationId, publisher))
    const choices = (document: unknown) => editable(null, profileDocument.parse(document).controls)
    const isBody =
      publisher === ctx.organisation.id
        ? ctx.organisation.kind === 'governing_body'
        : source?.publisherKind === 'governing_body'
    return {
      publisherName: source?.publisherName ?? ctx.organisation.name,
      ...{ version: row.version, note: row.note, publishedAt: row.publishedAt },
      inForceFrom: row.inForceFrom,
      base: profileDocument.parse(row.document).base,
      choices: choices(row.document),
      /** What it is held against: the version before, or for a body's first what comes with us. */
      before: before ? choices(before.document) : isBody ? builtInAt(row.publishedAt).controls : {},
      ways: waysOf(profileDocument.parse(row.document)),
      waysBefore: before ? waysOf(profileDocument.parse(before.document)) : waysOf({}),
      notTaken: profileDocument.parse(row.document).notTaken ?? [],
      versionBefore: before?.version ?? null,
    }
  },
})
