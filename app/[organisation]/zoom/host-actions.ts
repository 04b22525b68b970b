'use server'

import { redirect } from 'next/navigation'
import { requireContext } from '#lib/auth/require-context'
import { AppError } from '#lib/core/errors'
import * as paths from '#lib/core/paths'
import { includeMeeting } from '#lib/meetings/include-meeting'
import { confirmHost } from '#lib/zoom-hosts/confirm-host'
import { dismissHost } from '#lib/zoom-hosts/dismiss-host'
import { reopenHost } from '#lib/zoom-hosts/reopen-host'
import type { FormState } from '../../components/form-state'
import { act } from '../../edge/act'
import { typedText } from '../../edge/typed-text'

export async function confirm(slug: string, _: FormState, data: FormData): Promise<FormState> {
  return act(data, async () => {
    const input = { hostId: typedText(data, 'hostId'), coachId: typedText(data, 'coachId') }
    if (input.coachId === '') throw nobodyChosen()
    const { connectionId } = await confirmHost(await requireContext(slug), input)
    redirect(paths.zoom(slug, connectionId ? 'host_confirmed' : 'host_confirmed_own'))
  })
}

const nobodyChosen = () =>
  new AppError('invalid_input', 'There is a problem with what was chosen.', [
    { field: 'coachId', message: 'Choose who of your coaches it is.' },
  ])

export async function dismiss(slug: string, _: FormState, data: FormData): Promise<FormState> {
  return act(data, async () => {
    const input = { hostId: typedText(data, 'hostId'), reason: typedText(data, 'reason') }
    await dismissHost(await requireContext(slug), input)
    redirect(paths.zoom(slug, 'host_dismissed'))
  })
}

export async function reopen(slug: string, _: FormState, data: FormData): Promise<FormState> {
  return act(data, async () => {
    await reopenHost(await requireContext(slug), { hostId: typedText(data, 'hostId') })
    redirect(paths.zoom(slug, 'host_reopened'))
  })
}

export async function include(slug: string, _: FormState, data: FormData): Promise<FormState> {
  return act(data, async () => {
    await includeMeeting(await requireContext(slug), { meetingId: typedText(data, 'meetingId') })
    redirect(paths.zoom(slug, 'included'))
  })
}
