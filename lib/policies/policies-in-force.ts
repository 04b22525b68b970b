import type { Tx } from '#db/tenant'
import type { Context } from '../context'
import { holdsHere, policiesKnown, type VersionRow } from './policies-known'

/** A version that people of a club are to follow now. */
export type PolicyInForce = {
  policyId: string
  version: VersionRow
  /** Who said so for the club: who adopted it, or who published the club's own. */
  by: string | null
  byUserId: string | null
  /** Since when it holds here: of one from above, not before the club adopted it. */
  since: Date
}

/** The policies that the people of a club are to follow now, each in the version that holds. */
export async function policiesInForce(tx: Tx, ctx: Context): Promise<PolicyInForce[]> {
  const known = await policiesKnown(tx, ctx)
  return known.flatMap((each): PolicyInForce[] => {
    const version = holdsHere(each, ctx.now)
    if (!version) return []
    const said = each.isOwn ? null : each.standing.followed?.said
    const from = said?.at ?? version.publishedAt
    return [
      {
        ...{ policyId: each.policy.id, version },
        by: said?.byName ?? version.publishedByName,
        byUserId: said?.byUserId ?? version.publishedBy,
        since: from > version.inForceFrom ? from : version.inForceFrom,
      },
    ]
  })
}
