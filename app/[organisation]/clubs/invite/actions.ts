'use server'

import { redirect } from 'next/navigation'
import * as paths from '#lib/core/paths'
import { requireContext } from '#lib/auth/require-context'
import { inviteClub } from '#lib/invitations/invite-club'
import type { FormState } from '../../../components/form-state'
import { act } from '../../../edge/act'
import { typedText } from '../../../edge/typed-text'

export async function invite(slug: string, _: FormState, data: FormData): Promise<FormState> {
  return act(data, async () => {
    const input = { clubName: typedText(data, 'clubName'), email: typedText(data, 'email') }
    await inviteClub(await requireContext(slug), input)
    redirect(paths.clubInvite(slug, 'invited'))
  })
}
