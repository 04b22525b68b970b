import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { importRows } from '#db/schema/imports'
import { command } from '../command'
import { conflict } from '../core/errors'
import { id } from '../ids'
import { holdImportTo, ofImport } from './import-row'

/**
 * Leaves one row of a draft out, or all that have a problem. One that is mended afterwards is in
 * again. Throws `conflict` where there is none to leave out.
 */
export const leaveOut = command({
  name: 'import.leave_out',
  permission: 'coach.manage',
  input: z.object({ importId: id, which: z.union([z.literal('problems'), z.number().int()]) }),
  async run(tx, _ctx, { importId, which }) {
    await holdImportTo(tx, 'leave_out', importId)
    const chosen =
      which === 'problems' ? eq(importRows.state, 'problem') : eq(importRows.number, which)
    const left = await tx
      .update(importRows)
      .set({ state: 'left_out', plan: null })
      .where(ofImport(importId, chosen))
      .returning({ number: importRows.number })
    if (left.length === 0) throw conflict('There is no such row any more. Look again.')
    const detail = { rows: left.length }
    return { result: undefined, trail: [{ subject: 'import', subjectId: importId, detail }] }
  },
})
