import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { policyDrafts } from '#db/schema/policies'
import { notFound } from '../core/errors'
import { mayRole } from '../core/permissions'
import { versionInForce } from '../core/policies/standing'
import { id } from '../ids'
import { query } from '../query'
import { adoptionCounts, type AdoptionCounts } from './list-policies'
import { holdsHere, policiesKnown, type KnownPolicy, type VersionRow } from './policies-known'

/** A policy with its history, and one version of it in full. */
export type PolicyRead = KnownPolicy & {
  /** The version that is shown. */
  shown: VersionRow
  /** Its text; null where it is a PDF. */
  markdown: string | null
  /** The one that holds here now; null where none does. */
  holds: VersionRow | null
  hasDraft: boolean
  /** Of a body or region: how the clubs below stand to the newest version. */
  counts: AdoptionCounts | null
}

/**
 * A policy, and the version asked for; without one, what is to be read now: for who decides the
 * newest, for a coach the one that holds. Throws `not_found`.
 */
export const getPolicy = query({
  permission: 'policy.read',
  input: z.object({ policyId: id, versionId: id.optional() }),
  isolation: 'repeatable read',
  async run(tx, ctx, { policyId, versionId }): Promise<PolicyRead> {
    const [known] = await policiesKnown(tx, ctx, [policyId])
    if (!known) throw notFound()
    const isClub = ctx.organisation.kind === 'club'
    const holds = isClub ? holdsHere(known, ctx.now) : versionInForce(known.versions, ctx.now)
    const decides = mayRole(ctx.roles, 'policy.write')
    const current = decides ? known.versions[0] : (holds ?? undefined)
    const shown = versionId ? known.versions.find((each) => each.id === versionId) : current
    if (!shown) throw notFound()
    const newest = known.versions[0]?.id ?? shown.id
    const counts = isClub ? null : ((await adoptionCounts(tx, [newest])).get(newest) ?? null)
    return {
      ...{ ...known, shown, holds, counts },
      markdown: shown.format === 'markdown' ? await textOf(tx, shown.id) : null,
      hasDraft: decides && (await writes(tx, policyId)),
    }
  },
})

const writes = async (tx: Tx, policyId: string) =>
  (await tx.$count(
    policyDrafts,
    and(eq(policyDrafts.policyId, policyId), eq(policyDrafts.state, 'open')),
  )) > 0

/** The exact bytes of a version that the transaction's organisation has. Throws `not_found`. */
export async function contentOf(tx: Tx, versionId: string): Promise<Buffer> {
  const found = await tx.execute<{ content: Buffer | null }>(
    sql`select policy_content(${versionId}::uuid) as content`,
  )
  const content = found.rows[0]?.content
  if (!content) throw notFound()
  return content
}

const textOf = async (tx: Tx, versionId: string) =>
  (await contentOf(tx, versionId)).toString('utf8')
