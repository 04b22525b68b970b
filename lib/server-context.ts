import { eq } from 'drizzle-orm'
import { inTenant } from '#db/tenant'
import { organisations } from '#db/schema/organisations'
import type { Actor, Context } from './context'
import { notFound } from './core/errors'
import type { Role } from './core/permissions'
import { appPool } from './database/pools'

/**
 * A context whose organisation was not chosen by a member but proved in another way: a command on
 * the server, a job that the database says is due, a token that was mailed. Each caller says which.
 */
export async function contextFor(
  organisationId: string,
  actor: Actor,
  role: Extract<Role, 'worker' | 'server'>,
  now: Date,
): Promise<Context> {
  const row = await inTenant(appPool(), organisationId, async (tx) => {
    const found = await tx
      .select()
      .from(organisations)
      .where(eq(organisations.organisationId, organisationId))
    return found[0]
  })
  if (!row) throw notFound()
  const organisation = { id: row.organisationId, kind: row.kind, name: row.name, slug: row.slug }
  return { organisation, actor, roles: [role], coachId: null, now }
}
