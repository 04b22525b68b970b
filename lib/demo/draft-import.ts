import { sampleFile } from '../core/imports/sample-file'
import { chooseColumns } from '../imports/choose-columns'
import { getImport } from '../imports/get-import'
import { uploadImport } from '../imports/upload-import'
import type { AsMember } from './seed-demo'

/** An officer who has sent a file of people, and has not gone on with it. */
export type DemoFile = { readonly officer: string; readonly slug: string }

/** What the demo shows: a file with rows that are still to be mended. */
export const files: readonly DemoFile[] = [{ officer: 'robin', slug: 'hartley-gymnastics' }]

/** Sends the sample file as an officer would, says what its columns are, and leaves it there. */
export async function draftImports(as: AsMember, drafts: readonly DemoFile[]): Promise<void> {
  for (const { officer, slug } of drafts) {
    const bytes = new TextEncoder().encode(sampleFile)
    const sent = { fileName: 'people-september.csv', bytes }
    const { importId } = await uploadImport(await as(officer, slug), sent)
    const { columns, dateOrder } = await getImport(await as(officer, slug), { importId })
    const fields = columns.map(({ field }) => field)
    const chosen = { importId, columns: fields, dateOrder, online: 'yes' } as const
    await chooseColumns(await as(officer, slug), chosen)
  }
}
