import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { imports, importRows } from '#db/schema/imports'
import { command } from '../command'
import { actorUserId, type Context } from '../context'
import { conflict } from '../core/errors'
import { id } from '../ids'
import { dueAdd } from '../jobs/due'
import { enqueue } from '../jobs/enqueue'
import { holdImportTo, ofImport } from './import-row'

const input = z.object({ importId: id })

const confirm = command({
  name: 'import.confirm',
  permission: 'coach.manage',
  input,
  async run(tx, ctx, { importId }) {
    await holdImportTo(tx, 'confirm', importId)
    const inState = (state: 'problem' | 'ready') =>
      tx.$count(importRows, ofImport(importId, eq(importRows.state, state)))
    if ((await inState('problem')) > 0) {
      throw conflict('Some rows still have a problem. Mend them, or leave them out.')
    }
    const rows = await inState('ready')
    if (rows === 0) throw conflict('No row is left to put on the list.')
    await tx
      .update(imports)
      .set({
        state: 'writing',
        confirmedBy: actorUserId(ctx),
        confirmedAt: ctx.now,
        stoppedAt: null,
      })
      .where(eq(imports.id, importId))
    await dueAdd(tx, 'work-import', importId, ctx.now)
    const detail = { rows }
    return { result: undefined, trail: [{ subject: 'import', subjectId: importId, detail }] }
  },
})

/**
 * Has everything of a draft written to the register, by a worker. Throws `conflict` while a row has a
 * problem, or where it was confirmed already.
 */
export async function confirmImport(ctx: Context, asked: z.input<typeof input>): Promise<void> {
  await confirm(ctx, asked)
  await enqueue('work-import', ctx.organisation.id, asked.importId)
}
