import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { imports } from '#db/schema/imports'
import type { Context } from '../context'
import { id } from '../ids'
import { runningClock } from '../jobs/running-clock'
import type { Lease } from '../jobs/with-due'
import { query } from '../query'
import { checkPart } from './check-part'
import { writePart } from './write-part'

const stateOf = query({
  permission: 'import.work',
  input: z.object({ importId: id }),
  async run(tx, _ctx, { importId }) {
    const [row] = await tx
      .select({ state: imports.state })
      .from(imports)
      .where(eq(imports.id, importId))
    return row?.state ?? null
  },
})

/**
 * Looks at the rows of a file, or writes them, in parts of which each is a transaction of its own: a
 * worker that is lost has done whole parts, and the next one goes on after them.
 */
export async function workImport(ctx: Context, importId: string, lease: Lease): Promise<void> {
  const clock = runningClock(ctx)
  const writes = (await stateOf(ctx, { importId })) === 'writing'
  const part = writes ? writePart : checkPart
  while (await part({ ...ctx, now: clock() }, { importId, token: lease.token }));
}
