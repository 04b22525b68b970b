import { z } from 'zod'
import { command } from '../command'
import type { Context } from '../context'
import { id } from '../ids'
import { dueFinish } from '../jobs/due'
import type { Lease } from '../jobs/with-due'
import { deliverStatus } from './deliver-status'

const tell = command({
  name: 'status.tell',
  permission: 'audit.work',
  input: z.object({ clubId: id, token: id }),
  async run(tx, ctx, { clubId, token }) {
    // First, since it waits for all who have said so and not committed yet: what they did is in it.
    await dueFinish(tx, 'deliver-status', clubId, token, null)
    const reached = await deliverStatus(tx, ctx)
    return {
      result: undefined,
      trail: [{ subject: 'organisation', subjectId: clubId, detail: { reached } }],
    }
  },
})

/**
 * Tells the bodies above a club how it stands now, once for everything that a worker changed of it
 * since it said so. What is said meanwhile is due anew.
 */
export const tellStatus = (ctx: Context, clubId: string, { token }: Lease): Promise<void> =>
  tell(ctx, { clubId, token })
