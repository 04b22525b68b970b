import { desc } from 'drizzle-orm'
import { z } from 'zod'
import { imports } from '#db/schema/imports'
import { query } from '../query'
import type { Import } from './import-row'

export type ListedImport = Pick<
  Import,
  'fileName' | 'state' | 'rows' | 'added' | 'changed' | 'uploadedByName' | 'uploadedAt' | 'endedAt'
> & { readonly importId: string }

const rows_max = 20

/** The files that were last read in, or are being: the newest first. */
export const listImports = query({
  permission: 'coach.manage',
  input: z.object({}),
  async run(tx): Promise<ListedImport[]> {
    const rows = await tx
      .select()
      .from(imports)
      .orderBy(desc(imports.uploadedAt), desc(imports.id))
      .limit(rows_max)
    return rows.map(({ id: importId, ...row }) => ({ importId, ...row }))
  },
})
