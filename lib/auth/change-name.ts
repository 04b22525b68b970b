import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { inNoTenant } from '#db/tenant'
import { users } from '#db/schema/identity'
import { organisations } from '#db/schema/organisations'
import { command } from '../command'
import { actorUserId } from '../context'
import { notFound } from '../core/errors'
import { plainName } from '../core/plain-name'
import { authPool } from '../database/pools'

/** What one is called, everywhere: on one's own record and to those whom one helps. */
export const changeName = command({
  name: 'person.change_name',
  permission: 'person.change',
  input: z.object({ name: plainName('Type your name.') }),
  async run(tx, ctx, { name }) {
    const userId = actorUserId(ctx)
    if (!userId) throw notFound()
    await tx
      .update(organisations)
      .set({ name })
      .where(eq(organisations.organisationId, ctx.organisation.id))
    await inNoTenant(authPool(), (auth) =>
      auth.update(users).set({ name }).where(eq(users.id, userId)),
    )
    return { result: undefined, trail: [{ subject: 'person', subjectId: userId }] }
  },
})
