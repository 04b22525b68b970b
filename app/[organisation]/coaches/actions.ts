'use server'

import { redirect } from 'next/navigation'
import type { Context } from '#lib/context'
import { AppError, isAppError } from '#lib/core/errors'
import * as paths from '#lib/core/paths'
import { requireContext } from '#lib/auth/require-context'
import { addCoach } from '#lib/coaches/add-coach'
import { changeCoach } from '#lib/coaches/change-coach'
import { endCoach } from '#lib/coaches/end-coach'
import { inviteCoach } from '#lib/invitations/invite-coach'
import type { FormState } from '../../components/form-state'
import { act } from '../../edge/act'
import { coachTyped } from './coach-typed'

/** `bind` the organisation's slug, and the coach's id where there is one; who may is asked in lib. */
export async function add(slug: string, _: FormState, data: FormData): Promise<FormState> {
  return act(data, async () => {
    const ctx = await requireContext(slug)
    const { coachId } = await addCoach(ctx, coachTyped(data))
    if (data.get('invite') === 'yes') await inviteAdded(ctx, coachId)
    redirect(paths.coach(slug, coachId))
  })
}

export async function change(
  slug: string,
  coachId: string,
  _: FormState,
  data: FormData,
): Promise<FormState> {
  return act(data, async () => {
    await changeCoach(await requireContext(slug), { coachId, ...coachTyped(data) })
    redirect(paths.coach(slug, coachId))
  })
}

/** Invites, and invites again. */
export async function invite(
  slug: string,
  coachId: string,
  _: FormState,
  data: FormData,
): Promise<FormState> {
  return act(data, async () => {
    await inviteCoach(await requireContext(slug), { coachId })
    redirect(paths.coach(slug, coachId))
  })
}

export async function end(
  slug: string,
  coachId: string,
  _: FormState,
  data: FormData,
): Promise<FormState> {
  return act(data, async () => {
    await endCoach(await requireContext(slug), { coachId })
    redirect(paths.coaches(slug, { done: 'off_the_list' }))
  })
}

/** The coach is added whatever comes of the mail, so the form must not be sent a second time. */
async function inviteAdded(ctx: Context, coachId: string): Promise<void> {
  try {
    await inviteCoach(ctx, { coachId })
  } catch (error) {
    if (!isAppError(error, 'unavailable')) throw error
    throw new AppError(
      'unavailable',
      'The coach is on the list now, but the invitation could not be sent. Go back to all coaches, open their page, and send it again.',
    )
  }
}
