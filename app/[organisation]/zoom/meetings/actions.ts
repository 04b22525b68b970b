'use server'

import { redirect } from 'next/navigation'
import * as paths from '#lib/core/paths'
import { requireContext } from '#lib/auth/require-context'
import { choicesFromForm } from '#lib/meetings/sorting-form'
import { sortMeetings } from '#lib/meetings/sort-meetings'
import { undoSorting } from '#lib/meetings/undo-sorting'
import type { FormState } from '../../../components/form-state'
import { act } from '../../../edge/act'

export async function sort(_: FormState, data: FormData): Promise<FormState> {
  return act(data, async () => {
    await sortMeetings(await requireContext(paths.ownSlug), { choices: choicesFromForm(data) })
    redirect(paths.zoomMeetings(paths.ownSlug, 'saved'))
  })
}

export async function undo(_: FormState, data: FormData): Promise<FormState> {
  return act(data, async () => {
    await undoSorting(await requireContext(paths.ownSlug))
    redirect(paths.zoomMeetings(paths.ownSlug))
  })
}
