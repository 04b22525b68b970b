import { z } from 'zod'
import { command } from '../command'
import type { Context } from '../context'
import { mayImport } from '../core/imports/states'
import { hour_ms } from '../core/durations'
import { id } from '../ids'
import { dueFinish } from '../jobs/due'
import type { Lease } from '../jobs/with-due'
import { endImport } from './end-import'
import { holdImport } from './import-row'

/** Looked again after this, where a worker is writing when the time of a file is over. */
const again_ms = hour_ms

const erase = command({
  name: 'import.erase',
  permission: 'import.work',
  input: z.object({ importId: id, token: z.string() }),
  async run(tx, ctx, { importId, token }) {
    const of = await holdImport(tx, importId)
    const again = new Date(ctx.now.getTime() + again_ms)
    const busy = of.state === 'writing' ? again : null
    // Somebody has said meanwhile what its columns are, and so it is kept for longer.
    const nextAt = of.eraseAt > ctx.now && of.endedAt === null ? of.eraseAt : busy
    await dueFinish(tx, 'erase-import', importId, token, nextAt)
    if (!nextAt && mayImport('withdraw', of.state)) await endImport(tx, ctx, of, 'withdrawn')
    return { result: undefined, trail: [{ subject: 'import', subjectId: importId }] }
  },
})

/** Erases a file that nobody finished with in time. */
export const eraseImport = (ctx: Context, importId: string, lease: Lease): Promise<void> =>
  erase(ctx, { importId, token: lease.token })
