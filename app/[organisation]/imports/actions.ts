'use server'

import { redirect } from 'next/navigation'
import { AppError } from '#lib/core/errors'
import { fieldNamed, importFields } from '#lib/core/imports/fields'
import { importLimits } from '#lib/core/imports/limits'
import * as paths from '#lib/core/paths'
import { requireContext } from '#lib/auth/require-context'
import { chooseColumns } from '#lib/imports/choose-columns'
import { confirmImport } from '#lib/imports/confirm-import'
import { leaveOut } from '#lib/imports/leave-out'
import { mendRow } from '#lib/imports/mend-row'
import { uploadImport } from '#lib/imports/upload-import'
import { withdrawImport } from '#lib/imports/withdraw-import'
import type { FormState } from '../../components/form-state'
import { act } from '../../edge/act'
import { typedText } from '../../edge/typed-text'

/** `bind` the organisation's slug, and the import's id where there is one; who may is asked in lib. */
export async function upload(slug: string, _: FormState, data: FormData): Promise<FormState> {
  return act(data, async () => {
    const ctx = await requireContext(slug)
    const { fileName, bytes } = await fileOf(data)
    const { importId } = await uploadImport(ctx, { fileName, bytes })
    redirect(paths.importOf(slug, importId))
  })
}

export async function choose(
  slug: string,
  importId: string,
  width: number,
  _: FormState,
  data: FormData,
): Promise<FormState> {
  return act(data, async () => {
    const order = typedText(data, 'dateOrder')
    const online = typedText(data, 'online')
    await chooseColumns(await requireContext(slug), {
      importId,
      // What is bound to a form comes back from the browser, and may be any number.
      columns: Array.from({ length: Math.min(width, importLimits.columns) }, (_each, index) =>
        typedText(data, `column${index}`),
      ),
      dateOrder: order === 'day_first' || order === 'month_first' ? order : null,
      online: online === 'yes' || online === 'no' ? online : null,
    })
    redirect(paths.importOf(slug, importId))
  })
}

/** Saves what was typed in any case, and stays on the row while something is wrong with it. */
export async function mend(
  slug: string,
  importId: string,
  number: number,
  _: FormState,
  data: FormData,
): Promise<FormState> {
  return act(data, async () => {
    const ctx = await requireContext(slug)
    if (data.get('do') === 'leave_out') {
      await leaveOut(ctx, { importId, which: number })
      redirect(paths.importOf(slug, importId))
    }
    const typed = Object.fromEntries(
      importFields.flatMap((field) => (data.has(field) ? [[field, typedText(data, field)]] : [])),
    )
    const { problems } = await mendRow(ctx, { importId, number, typed })
    if (problems.length === 0) redirect(paths.importOf(slug, importId))
    throw new AppError(
      'invalid_input',
      'Something is still wrong with this row.',
      problems.map(({ field, message }) => ({ field: questionOf(field), message })),
    )
  })
}

/** A form asks for the whole name only. */
function questionOf(field: string | null): string {
  const known = field === null ? null : fieldNamed(field)
  return known === null || known === 'first_name' || known === 'last_name' ? 'name' : known
}

export async function leaveOutProblems(
  slug: string,
  importId: string,
  _: FormState,
  data: FormData,
): Promise<FormState> {
  return act(data, async () => {
    await leaveOut(await requireContext(slug), { importId, which: 'problems' })
    redirect(paths.importOf(slug, importId))
  })
}

export async function confirm(
  slug: string,
  importId: string,
  _: FormState,
  data: FormData,
): Promise<FormState> {
  return act(data, async () => {
    await confirmImport(await requireContext(slug), { importId })
    redirect(paths.importOf(slug, importId))
  })
}

export async function withdraw(
  slug: string,
  importId: string,
  _: FormState,
  data: FormData,
): Promise<FormState> {
  return act(data, async () => {
    await withdrawImport(await requireContext(slug), { importId })
    redirect(paths.imports(slug))
  })
}

async function fileOf(
  data: FormData,
): Promise<{ fileName: string; bytes: Uint8Array<ArrayBuffer> }> {
  const file = data.get('file')
  if (!(file instanceof File) || file.size === 0) throw refused('Choose a file.')
  if (file.size > importLimits.bytes) {
    throw refused(`This file is too large. It may have ${importLimits.bytes / 1_000_000} MB.`)
  }
  return { fileName: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }
}

function refused(message: string): AppError {
  return new AppError('invalid_input', 'This file cannot be read.', [{ field: 'file', message }])
}
