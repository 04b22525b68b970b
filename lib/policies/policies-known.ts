import { getTableColumns, inArray } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { Tx } from '#db/tenant'
import { adoptions, policies, policyVersions } from '#db/schema/policies'
import { profileSources } from '#db/schema/profiles'
import type { Context } from '../context'
import { standingOf, versionInForce, type Standing } from '../core/policies/standing'
import type { PolicyRow } from './own-policy'

const { content: _, ...withoutContent } = getTableColumns(policyVersions)

/** A version without its bytes: they are asked for one at a time. */
export type VersionRow = Omit<typeof policyVersions.$inferSelect, 'content'>
export type AdoptionRow = typeof adoptions.$inferSelect

/** A policy that an organisation has, with all that it has of it. */
export type KnownPolicy = {
  policy: PolicyRow
  /** The newest first. */
  versions: readonly VersionRow[]
  said: readonly AdoptionRow[]
  isOwn: boolean
  /** False where its publisher is above this organisation no more: the copies stay. */
  isAbove: boolean
  standing: Standing<VersionRow, AdoptionRow>
}

/** Every policy that the transaction's organisation has, or these, by title. */
export async function policiesKnown(
  tx: Tx,
  ctx: Context,
  policyIds?: readonly string[],
): Promise<KnownPolicy[]> {
  const of = (column: PgColumn) => (policyIds ? inArray(column, [...policyIds]) : undefined)
  const rows = await tx.select().from(policies).where(of(policies.id)).orderBy(policies.title)
  if (rows.length === 0) return []
  const versions = await tx
    .select(withoutContent)
    .from(policyVersions)
    .where(of(policyVersions.policyId))
  const said = await tx.select().from(adoptions).where(of(adoptions.policyId))
  const sources = await tx.select().from(profileSources)
  const above = new Set(
    sources.filter(({ endsAt }) => endsAt === null).map((row) => row.publisherOrganisationId),
  )
  return rows.map((policy) => {
    const own = versions
      .filter(({ policyId }) => policyId === policy.id)
      .toSorted((one, other) => other.version - one.version)
    const words = said.filter(({ policyId }) => policyId === policy.id)
    return {
      ...{ policy, versions: own, said: words, standing: standingOf(own, words, ctx.now) },
      isOwn: policy.publisherOrganisationId === ctx.organisation.id,
      isAbove: above.has(policy.publisherOrganisationId),
    }
  })
}

/**
 * The version of a policy that holds here now: of one's own the one in force, of one from above the
 * one that was adopted. Null where there is none, or the policy was withdrawn.
 */
export function holdsHere(known: KnownPolicy, now: Date): VersionRow | null {
  const { policy, isOwn, versions, standing } = known
  if (policy.withdrawnAt && policy.withdrawnAt <= now) return null
  return isOwn ? versionInForce(versions, now) : (standing.followed?.version ?? null)
}
