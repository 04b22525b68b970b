import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { policyVersions } from '#db/schema/policies'
import { notFound } from '../core/errors'
import { slugFrom } from '../core/slug'
import { id } from '../ids'
import { query } from '../query'
import { contentOf } from './get-policy'

/** A version as a file, in the exact bytes that were published. Throws `not_found`. */
export const getPolicyFile = query({
  permission: 'policy.read',
  input: z.object({ policyId: id, versionId: id }),
  async run(tx, _ctx, { policyId, versionId }) {
    const [version] = await tx
      .select({
        policyId: policyVersions.policyId,
        title: policyVersions.title,
        version: policyVersions.version,
        format: policyVersions.format,
      })
      .from(policyVersions)
      .where(eq(policyVersions.id, versionId))
    if (version?.policyId !== policyId) throw notFound()
    const ending = version.format === 'pdf' ? 'pdf' : 'md'
    return {
      bytes: await contentOf(tx, versionId),
      format: version.format,
      name: `${slugFrom(version.title)}-version-${version.version}.${ending}`,
    }
  },
})
