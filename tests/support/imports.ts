import type { Context } from '#lib/context'
import { chooseColumns } from '#lib/imports/choose-columns'
import { confirmImport } from '#lib/imports/confirm-import'
import { getImport } from '#lib/imports/get-import'
import { uploadImport } from '#lib/imports/upload-import'
import { handle } from '../../workers/handlers'
import { at, nextMoment } from './contexts'

const bytesOf = (text: string) => new TextEncoder().encode(text)
/** Sends a file, and no more. */
export const upload = (club: Context, text: string) =>
  uploadImport(at(club, nextMoment()), { fileName: 'people.csv', bytes: bytesOf(text) })

/** What its columns were taken for. */
export const columnsOf = async (club: Context, importId: string) =>
  (await getImport(club, { importId })).columns.map(({ field }) => field)

/** Uploads a file, takes the columns as they were guessed, and has a worker look at every row. */
export async function drafted(club: Context, text: string): Promise<string> {
  const { importId } = await upload(club, text)
  await chosen(club, importId)
  return importId
}

async function chosen(club: Context, importId: string): Promise<void> {
  const columns = await columnsOf(club, importId)
  const asked = { importId, columns, dateOrder: 'day_first', online: 'yes' } as const
  await chooseColumns(at(club, nextMoment()), asked)
  await work(club, importId)
}

/** A worker does what is due of it. */
export const work = (club: Context, importId: string) =>
  handle('work-import', { organisationId: club.organisation.id, subjectId: importId })

/** Has a draft written by a worker. */
export async function written(club: Context, importId: string) {
  await confirmImport(at(club, nextMoment()), { importId })
  await work(club, importId)
  return getImport(club, { importId })
}
