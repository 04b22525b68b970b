'use server'

import { redirect } from 'next/navigation'
import { requireContext } from '#lib/auth/require-context'
import * as paths from '#lib/core/paths'
import { excludeMeeting } from '#lib/meetings/exclude-meeting'
import { includeMeeting } from '#lib/meetings/include-meeting'
import type { FormState } from '../../../components/form-state'
import { act } from '../../../edge/act'
import { typedText } from '../../../edge/typed-text'

export async function exclude(
  slug: string,
  meetingId: string,
  _: FormState,
  data: FormData,
): Promise<FormState> {
  return act(data, async () => {
    const input = { meetingId, reason: typedText(data, 'reason') }
    await excludeMeeting(await requireContext(slug), input)
    redirect(paths.session(slug, meetingId))
  })
}

export async function includeAgain(
  slug: string,
  meetingId: string,
  _: FormState,
  data: FormData,
): Promise<FormState> {
  return act(data, async () => {
    await includeMeeting(await requireContext(slug), { meetingId })
    redirect(paths.session(slug, meetingId))
  })
}
