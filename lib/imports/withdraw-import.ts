import { z } from 'zod'
import { command } from '../command'
import { id } from '../ids'
import { endImport } from './end-import'
import { holdImportTo } from './import-row'

/** Takes a file back before anything of it was written, and erases what it held. */
export const withdrawImport = command({
  name: 'import.withdraw',
  permission: 'coach.manage',
  input: z.object({ importId: id }),
  async run(tx, ctx, { importId }) {
    const of = await holdImportTo(tx, 'withdraw', importId)
    await endImport(tx, ctx, of, 'withdrawn')
    return { result: undefined, trail: [{ subject: 'import', subjectId: importId }] }
  },
})
