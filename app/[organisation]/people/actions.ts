'use server'

import { redirect } from 'next/navigation'
import * as paths from '#lib/core/paths'
import { requireContext } from '#lib/auth/require-context'
import { inviteMember } from '#lib/invitations/invite-member'
import { resendInvitation } from '#lib/invitations/resend-invitation'
import { withdrawInvitation } from '#lib/invitations/withdraw-invitation'
import { endMembership } from '#lib/memberships/end-membership'
import { isPost } from '#lib/core/posts'
import type { FormState } from '../../components/form-state'
import { act } from '../../edge/act'
import { typedText } from '../../edge/typed-text'

export async function invite(slug: string, _: FormState, data: FormData): Promise<FormState> {
  return act(data, async () => {
    const role = typedText(data, 'role')
    const input = { email: typedText(data, 'email'), role: isPost(role) ? role : null }
    await inviteMember(await requireContext(slug), input)
    redirect(paths.people(slug, 'invited'))
  })
}

export async function end(
  slug: string,
  membershipId: string,
  _: FormState,
  data: FormData,
): Promise<FormState> {
  return act(data, async () => {
    await endMembership(await requireContext(slug), { membershipId })
    redirect(paths.people(slug, 'ended'))
  })
}

/** Sends again or takes back, as the button says. `back` is the page to return to. */
export async function settle(
  slug: string,
  invitationId: string,
  back: 'people' | 'clubInvite',
  _: FormState,
  data: FormData,
): Promise<FormState> {
  return act(data, async () => {
    const ctx = await requireContext(slug)
    const withdraw = data.get('do') === 'withdraw'
    await (withdraw ? withdrawInvitation : resendInvitation)(ctx, { invitationId })
    const page = back === 'clubInvite' ? paths.clubInvite : paths.people
    redirect(page(slug, withdraw ? 'withdrawn' : 'sent'))
  })
}
