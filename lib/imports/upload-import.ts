import { z } from 'zod'
import { imports, importRows } from '#db/schema/imports'
import { command } from '../command'
import { actorUserId } from '../context'
import { notFound } from '../core/errors'
import { eraseImportAt } from '../core/imports/limits'
import { matchColumns } from '../core/imports/match-columns'
import { openFile } from '../core/imports/open-file'
import { guessedOrder } from '../core/imports/guessed-order'
import { askingLimits } from '../core/asking-limits'
import { newId } from '../ids'
import { dueAdd } from '../jobs/due'
import { refuseBeyond } from '../trail/refuse-beyond'

const fileNameLengthMax = 200
/** Rows that are stored with one statement. */
const chunk_rows = 1000

/**
 * Takes a file in, as a draft: nothing of it is on the register yet. Throws `invalid_input` with what
 * is wrong with the file, `too_many_attempts`.
 */
export const uploadImport = command({
  name: 'import.upload',
  permission: 'coach.manage',
  input: z.object({
    fileName: z.string().transform((name) => name.slice(-fileNameLengthMax)),
    bytes: z.instanceof(Uint8Array),
  }),
  async run(tx, ctx, { fileName, bytes }) {
    const uploadedBy = actorUserId(ctx)
    if (ctx.organisation.kind !== 'club' || ctx.actor.kind !== 'user' || !uploadedBy) {
      throw notFound()
    }
    const { importsADay } = askingLimits
    const refusal = `${ctx.organisation.name} has read in ${importsADay.count} files in a day. Try again tomorrow.`
    await refuseBeyond(tx, ctx, importsADay, { commands: ['import.upload'] }, refusal)
    const { encoding, separator, headers, rows } = openFile(bytes)
    const columns = matchColumns(headers)
    const importId = newId()
    const eraseAt = eraseImportAt(ctx.now, false)
    const key = { organisationId: ctx.organisation.id }
    await tx.insert(imports).values({
      ...{ ...key, id: importId, fileName, encoding, separator, headers, columns },
      ...{ dateOrder: guessedOrder(columns, rows).order, state: 'columns', rows: rows.length },
      ...{ uploadedBy, uploadedByName: ctx.actor.name, uploadedAt: ctx.now, eraseAt },
    })
    for (let from = 0; from < rows.length; from += chunk_rows) {
      const chunk = rows.slice(from, from + chunk_rows)
      await tx
        .insert(importRows)
        .values(
          chunk.map(({ number, cells }) => ({ ...key, id: newId(), importId, number, cells })),
        )
    }
    await dueAdd(tx, 'erase-import', importId, eraseAt)
    const detail = { rows: rows.length }
    return { result: { importId }, trail: [{ subject: 'import', subjectId: importId, detail }] }
  },
})
