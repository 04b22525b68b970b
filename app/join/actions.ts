'use server'

import { redirect } from 'next/navigation'
import * as paths from '#lib/core/paths'
import { requireContext } from '#lib/auth/require-context'
import { requestToJoin } from '#lib/join-requests/request-to-join'
import type { FormState } from '../components/form-state'
import { act } from '../edge/act'
import { typedText } from '../edge/typed-text'

export async function ask(_: FormState, data: FormData): Promise<FormState> {
  return act(data, async () => {
    const input = { code: typedText(data, 'code'), clubName: typedText(data, 'clubName') }
    await requestToJoin(await requireContext(paths.ownSlug), input)
    redirect(paths.joinSent())
  })
}
