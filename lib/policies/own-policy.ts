import { eq } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { policies } from '#db/schema/policies'
import type { Context } from '../context'
import { notFound } from '../core/errors'

export type PolicyRow = typeof policies.$inferSelect

/** A policy that this organisation has, its own or from above. Throws `not_found`. */
export async function knownPolicy(tx: Tx, policyId: string): Promise<PolicyRow> {
  const [policy] = await tx.select().from(policies).where(eq(policies.id, policyId))
  if (!policy) throw notFound()
  return policy
}

/** One that it published itself, held until the transaction ends. Throws `not_found`. */
export async function ownPolicy(tx: Tx, ctx: Context, policyId: string): Promise<PolicyRow> {
  const [policy] = await tx.select().from(policies).where(eq(policies.id, policyId)).for('update')
  if (policy?.publisherOrganisationId !== ctx.organisation.id) throw notFound()
  return policy
}
