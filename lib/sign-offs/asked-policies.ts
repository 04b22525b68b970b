import type { Tx } from '#db/tenant'
import { adoptions, policies, policyVersions } from '#db/schema/policies'
import type { Context } from '../context'
import { saidTo } from '../core/policies/standing'
import { grouped } from '../core/grouped'
import { withPassedOver, type AskedPolicy, type AskedVersion } from '../core/sign-offs/plan'

/** A policy with the versions that the club took, and the first moment at which one begins to hold. */
export type PolicyOfClub = AskedPolicy & { readonly comesAt: Date | null }

/**
 * Every policy of the context's club, each with the versions that it goes by: its own as it
 * published them, those from above once it has adopted them.
 */
export async function askedPolicies(tx: Tx, ctx: Context): Promise<PolicyOfClub[]> {
  const rows = await tx
    .select({
      id: policies.id,
      publisher: policies.publisherOrganisationId,
      withdrawnAt: policies.withdrawnAt,
    })
    .from(policies)
    .orderBy(policies.createdAt, policies.id)
  if (rows.length === 0) return []
  const versions = grouped(await tx.select(ofVersion).from(policyVersions), (each) => each.policyId)
  const said = await tx
    .select({ versionId: adoptions.versionId, decision: adoptions.decision, at: adoptions.at })
    .from(adoptions)
  return rows.map(({ id: policyId, publisher, withdrawnAt }) => {
    const all = versions.get(policyId) ?? []
    const isOwn = publisher === ctx.organisation.id
    const taken = all.flatMap(({ publishedAt, ...each }): AskedVersion[] => {
      const word = isOwn ? null : saidTo(all, said, { ...each, id: each.versionId })
      if (isOwn) return [{ ...each, adoptedAt: publishedAt }]
      return word?.decision === 'adopted' ? [{ ...each, adoptedAt: word.at }] : []
    })
    const coming = taken.filter(({ inForceFrom }) => inForceFrom > ctx.now)
    const comesAt = coming.map(({ inForceFrom }) => inForceFrom).toSorted((a, b) => +a - +b)[0]
    return {
      ...{ policyId, withdrawn: withdrawnAt !== null, comesAt: comesAt ?? null },
      versions: withPassedOver(taken, all),
    }
  })
}

const ofVersion = {
  id: policyVersions.id,
  versionId: policyVersions.id,
  policyId: policyVersions.policyId,
  version: policyVersions.version,
  change: policyVersions.change,
  publishedAt: policyVersions.publishedAt,
  inForceFrom: policyVersions.inForceFrom,
  due_days: policyVersions.due_days,
  grace_days: policyVersions.grace_days,
  audienceRoles: policyVersions.audienceRoles,
  audienceTeams: policyVersions.audienceTeams,
  audienceTags: policyVersions.audienceTags,
} as const
