import type { Tx } from '#db/tenant'
import type { Context } from '../context'
import { holdsHere, policiesKnown, type VersionRow } from './policies-known'

/** A version that people of a club are to follow now. */
export type PolicyInForce = {
  policyId: string
  publisherName: string
  version: VersionRow
  /** Since when it holds here: of one from above, not before the club adopted it. */
  since: Date
  /**
   * The oldest version that somebody may have agreed to and need not be asked again: each one after
   * it up to this one is a minor change.
   */
  agreedFrom: number
}

/** The policies that the people of a club are to follow now, each in the version that holds. */
export async function policiesInForce(tx: Tx, ctx: Context): Promise<PolicyInForce[]> {
  const known = await policiesKnown(tx, ctx)
  return known.flatMap((each) => {
    const version = holdsHere(each, ctx.now)
    if (!version) return []
    const adoptedAt = each.standing.followed?.said.at ?? version.publishedAt
    const heldFrom = each.isOwn ? version.publishedAt : adoptedAt
    return [
      {
        ...{ policyId: each.policy.id, publisherName: each.policy.publisherName, version },
        since: heldFrom > version.inForceFrom ? heldFrom : version.inForceFrom,
        agreedFrom: lastMaterial(each.versions, version.version),
      },
    ]
  })
}

function lastMaterial(versions: readonly VersionRow[], upTo: number): number {
  const material = versions.filter(
    ({ version, change }) => version <= upTo && change === 'material',
  )
  return Math.max(1, ...material.map(({ version }) => version))
}
