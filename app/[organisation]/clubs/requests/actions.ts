'use server'

import { redirect } from 'next/navigation'
import * as paths from '#lib/core/paths'
import { requireContext } from '#lib/auth/require-context'
import { approveJoinRequest } from '#lib/join-requests/approve-join-request'
import { declineJoinRequest } from '#lib/join-requests/decline-join-request'
import { issueJoinCode } from '#lib/organisations/issue-join-code'
import type { FormState } from '../../../components/form-state'
import { act } from '../../../edge/act'
import type { CodeState } from './join-code'

export async function answer(
  slug: string,
  requestId: string,
  _: FormState,
  data: FormData,
): Promise<FormState> {
  return act(data, async () => {
    const ctx = await requireContext(slug)
    const approved = data.get('answer') === 'yes'
    await (approved ? approveJoinRequest : declineJoinRequest)(ctx, { requestId })
    redirect(paths.clubRequests(slug, approved ? 'approved' : 'declined'))
  })
}

/** The only answer that carries the code: it is shown once, and kept nowhere. */
export async function renewCode(slug: string, _: CodeState, data: FormData): Promise<CodeState> {
  const shown: { code?: string } = {}
  const refused = await act(data, async () => {
    shown.code = (await issueJoinCode(await requireContext(slug), {})).code
  })
  return { ...refused, code: shown.code }
}
