import { z } from 'zod'
import { notFound } from '../core/errors'
import { query } from '../query'
import { policiesKnown, type KnownPolicy } from './policies-known'

/** What a club is still to adopt, as its home page has it. */
export type PoliciesAtHome = {
  toAdopt: readonly {
    policyId: string
    title: string
    publisherName: string
    version: number
    /** Why not yet, where somebody said so. */
    why: string | null
  }[]
  /** How many policies the club has, those that were withdrawn aside. */
  count: number
}

/** The policies from above that the club has not adopted, the ones without an answer first. */
export const policiesAtHome = query({
  permission: 'policy.adopt',
  input: z.object({}),
  async run(tx, ctx): Promise<PoliciesAtHome> {
    if (ctx.organisation.kind !== 'club') throw notFound()
    const known = (await policiesKnown(tx, ctx)).filter(({ policy }) => !policy.withdrawnAt)
    return {
      toAdopt: toAdoptOf(known),
      count: known.length,
    }
  },
})

/** Of what a club knows, what it is still to say yes to. */
export function toAdoptOf(known: readonly KnownPolicy[]): PoliciesAtHome['toAdopt'] {
  return known
    .flatMap(({ policy, isOwn, isAbove, standing: { toAdopt: open } }) =>
      !isOwn && isAbove && !policy.withdrawnAt && open
        ? [
            {
              ...{ policyId: policy.id, title: policy.title, publisherName: policy.publisherName },
              ...{ version: open.version.version, why: open.said?.why ?? null },
            },
          ]
        : [],
    )
    .toSorted((one, other) => Number(one.why !== null) - Number(other.why !== null))
}
