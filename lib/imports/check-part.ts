import { asc, eq } from 'drizzle-orm'
import { z } from 'zod'
import { imports, importRows } from '#db/schema/imports'
import { command } from '../command'
import { id } from '../ids'
import { dueFinish } from '../jobs/due'
import { holdImport, ofImport } from './import-row'
import { judgeRows } from './judge-rows'

/** Rows that are looked at in one transaction. */
const part_rows = 500

/**
 * A worker looks at the next rows of a file; false where none are left, and its draft is ready. Who
 * comes second finds them looked at already.
 */
export const checkPart = command({
  name: 'import.check',
  permission: 'import.work',
  input: z.object({ importId: id, token: z.string() }),
  async run(tx, ctx, { importId, token }) {
    const of = await holdImport(tx, importId)
    const rows = await tx
      .select()
      .from(importRows)
      .where(ofImport(importId, eq(importRows.state, 'new')))
      .orderBy(asc(importRows.number))
      .limit(part_rows)
    const goesOn = of.state === 'checking' && rows.length > 0
    if (goesOn) {
      await judgeRows(tx, of, rows, ctx.now)
    } else {
      await dueFinish(tx, 'work-import', importId, token, null)
      if (of.state === 'checking') {
        await tx.update(imports).set({ state: 'ready' }).where(eq(imports.id, importId))
      }
    }
    const detail = { rows: rows.length }
    return { result: goesOn, trail: [{ subject: 'import', subjectId: importId, detail }] }
  },
})
