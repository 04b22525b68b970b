'use server'

import { redirect } from 'next/navigation'
import * as paths from '#lib/core/paths'
import { requireContext } from '#lib/auth/require-context'
import { inviteCoaches } from '#lib/invitations/invite-coaches'
import { resendInvitation } from '#lib/invitations/resend-invitation'
import { withdrawInvitation } from '#lib/invitations/withdraw-invitation'
import type { FormState } from '../../components/form-state'
import { act } from '../../edge/act'

/** Invites those whose boxes are ticked or, by the other button, all who are not invited. */
export async function inviteMany(slug: string, _: FormState, data: FormData): Promise<FormState> {
  return act(data, async () => {
    const ctx = await requireContext(slug)
    const ticked = data.getAll('who').filter((each) => typeof each === 'string')
    const who = data.get('do') === 'all' ? 'not_invited' : ticked
    const { invited } = await inviteCoaches(ctx, { who })
    redirect(paths.invitations(slug, { done: 'invited', many: String(invited) }))
  })
}

/** Sends again or takes back, as the button says. */
export async function settle(
  slug: string,
  invitationId: string,
  _: FormState,
  data: FormData,
): Promise<FormState> {
  return act(data, async () => {
    const ctx = await requireContext(slug)
    const withdraw = data.get('do') === 'withdraw'
    await (withdraw ? withdrawInvitation : resendInvitation)(ctx, { invitationId })
    redirect(paths.invitations(slug, { done: withdraw ? 'withdrawn' : 'sent' }))
  })
}
