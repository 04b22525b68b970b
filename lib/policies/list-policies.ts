import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { clubAdoptions, policyDrafts } from '#db/schema/policies'
import type { Context } from '../context'
import { notFound } from '../core/errors'
import { mayRole } from '../core/permissions'
import { versionInForce } from '../core/policies/standing'
import { query } from '../query'
import { holdsHere, policiesKnown, type KnownPolicy } from './policies-known'

/** How many clubs below stand how to a version. */
export type AdoptionCounts = { clubs: number; adopted: number; notYet: number }

/** A line of the list. */
export type ListedPolicy = {
  policyId: string
  title: string
  publisherName: string
  isOwn: boolean
  isAbove: boolean
  withdrawnAt: Date | null
  /** What holds here now; null where nothing does yet. */
  version: number | null
  since: Date | null
  /** What the club is still to say yes to. */
  toAdopt: { versionId: string; version: number; why: string | null } | null
  /** Of a body's or region's own newest version, how the clubs below stand to it. */
  counts: AdoptionCounts | null
}

export type ListedPolicies = {
  policies: readonly ListedPolicy[]
  /** What is being written; for who may write. */
  drafts: readonly { policyId: string; title: string; changedAt: Date }[]
}

/** Every policy that this organisation has. A coach has those that hold. */
export const listPolicies = query({
  permission: 'policy.read',
  input: z.object({}),
  isolation: 'repeatable read',
  async run(tx, ctx): Promise<ListedPolicies> {
    if (ctx.organisation.kind === 'person') throw notFound()
    const known = await policiesKnown(tx, ctx)
    const writes = mayRole(ctx.roles, 'policy.write')
    const counts = await countsOf(tx, ctx, known)
    const listed = known.map((each) => listedFor(ctx, each, counts))
    return {
      policies: writes ? listed : listed.filter(({ version }) => version !== null),
      drafts: writes ? await openDrafts(tx) : [],
    }
  },
})

const openDrafts = (tx: Tx) =>
  tx
    .select({
      policyId: policyDrafts.policyId,
      title: policyDrafts.title,
      changedAt: policyDrafts.changedAt,
    })
    .from(policyDrafts)
    .where(eq(policyDrafts.state, 'open'))
    .orderBy(desc(policyDrafts.changedAt))

function listedFor(
  { now, organisation: { kind } }: Context,
  known: KnownPolicy,
  counts: ReadonlyMap<string, AdoptionCounts>,
): ListedPolicy {
  const { policy, versions, standing, isOwn, isAbove } = known
  const isClub = kind === 'club'
  const holds = isClub || policy.withdrawnAt ? holdsHere(known, now) : versionInForce(versions, now)
  const toAdopt = isClub && !isOwn && isAbove && !policy.withdrawnAt ? standing.toAdopt : null
  return {
    ...{ policyId: policy.id, title: policy.title, publisherName: policy.publisherName },
    ...{ isOwn, isAbove, withdrawnAt: policy.withdrawnAt },
    ...{ version: holds?.version ?? null, since: holds?.inForceFrom ?? null },
    toAdopt: toAdopt
      ? {
          ...{ versionId: toAdopt.version.id, version: toAdopt.version.version },
          why: toAdopt.said?.why ?? null,
        }
      : null,
    counts: isClub ? null : (counts.get(versions[0]?.id ?? '') ?? noClubs),
  }
}

const noClubs: AdoptionCounts = { clubs: 0, adopted: 0, notYet: 0 }

async function countsOf(tx: Tx, ctx: Context, known: readonly KnownPolicy[]) {
  const newest = known.flatMap(({ versions }) => versions[0]?.id ?? [])
  if (ctx.organisation.kind === 'club' || newest.length === 0) return new Map()
  return adoptionCounts(tx, newest)
}

/** How the clubs below stand to these versions, by version. Clubs that left are not counted. */
export async function adoptionCounts(
  tx: Tx,
  versionIds: readonly string[],
): Promise<Map<string, AdoptionCounts>> {
  const rows = await tx
    .select({
      versionId: clubAdoptions.versionId,
      clubs: sql<number>`count(*)::integer`,
      adopted: sql<number>`(count(*) filter (where ${clubAdoptions.state} = 'adopted'))::integer`,
      notYet: sql<number>`(count(*) filter (where ${clubAdoptions.state} = 'not_yet'))::integer`,
    })
    .from(clubAdoptions)
    .where(and(inArray(clubAdoptions.versionId, [...versionIds]), isNull(clubAdoptions.leftAt)))
    .groupBy(clubAdoptions.versionId)
  return new Map(rows.map(({ versionId, ...counts }) => [versionId, counts]))
}
