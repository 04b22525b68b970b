'use server'

import { redirect } from 'next/navigation'
import { requireContext } from '#lib/auth/require-context'
import * as rightsPaths from '#lib/core/rights-paths'
import { agreeToErase, keepInstead } from '#lib/rights/answer-erasure'
import { endHold } from '#lib/rights/end-hold'
import { placeHold } from '#lib/rights/place-hold'
import { planErasure } from '#lib/rights/plan-erasure'
import type { FormState } from '../../components/form-state'
import { act } from '../../edge/act'
import { chosenHold, chosenKept } from './chosen'

/** `bind` the organisation's slug and what it is about; who may is asked in lib. */
export async function agree(
  slug: string,
  erasureId: string,
  _: FormState,
  data: FormData,
): Promise<FormState> {
  return act(data, async () => {
    await agreeToErase(await requireContext(slug), { erasureId })
    redirect(rightsPaths.kept(slug, 'erasure_planned'))
  })
}

export async function keep(
  slug: string,
  erasureId: string,
  _: FormState,
  data: FormData,
): Promise<FormState> {
  return act(data, async () => {
    await keepInstead(await requireContext(slug), { erasureId, because: chosenKept(data) })
    redirect(rightsPaths.kept(slug, 'erasure_kept'))
  })
}

export async function plan(
  slug: string,
  coachId: string,
  _: FormState,
  data: FormData,
): Promise<FormState> {
  return act(data, async () => {
    await planErasure(await requireContext(slug), { coachId })
    redirect(rightsPaths.kept(slug, 'erasure_planned'))
  })
}

export async function hold(
  slug: string,
  coachId: string,
  _: FormState,
  data: FormData,
): Promise<FormState> {
  return act(data, async () => {
    await placeHold(await requireContext(slug), { coachId, reason: chosenHold(data) })
    redirect(rightsPaths.kept(slug, 'hold_placed'))
  })
}

export async function letGo(
  slug: string,
  coachId: string,
  _: FormState,
  data: FormData,
): Promise<FormState> {
  return act(data, async () => {
    await endHold(await requireContext(slug), { coachId })
    redirect(rightsPaths.kept(slug, 'hold_ended'))
  })
}
