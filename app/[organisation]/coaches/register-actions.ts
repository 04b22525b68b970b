'use server'

import { redirect } from 'next/navigation'
import { requireContext } from '#lib/auth/require-context'
import * as paths from '#lib/core/paths'
import { answerAppointment } from '#lib/register/answer-appointment'
import { beginHandover } from '#lib/register/begin-handover'
import { endAppointment } from '#lib/register/end-appointment'
import { mergeCoaches } from '#lib/register/merge-coaches'
import { offerAppointment } from '#lib/register/offer-appointment'
import { provideCredential } from '#lib/register/provide-credential'
import { clearCoach, suspendCoach } from '#lib/register/suspend-coach'
import { checkStatus, verifyCredential } from '#lib/register/verify-credential'
import { withdrawCredential } from '#lib/register/withdraw-credential'
import type { FormState } from '../../components/form-state'
import { act } from '../../edge/act'
import { typedText } from '../../edge/typed-text'
import {
  appointmentTyped,
  credentialTyped,
  handoverTyped,
  idTyped,
  lastDayTyped,
} from './register-typed'

/** `bind` the organisation's slug and whom it is about; who may is asked in lib. */
export async function provide(
  slug: string,
  coachId: string,
  _: FormState,
  data: FormData,
): Promise<FormState> {
  return act(data, async () => {
    await provideCredential(await requireContext(slug), { coachId, ...credentialTyped(data) })
    redirect(paths.coachDone(slug, coachId, 'put_in'))
  })
}

/** It counts no more. */
export async function withdraw(
  slug: string,
  coachId: string,
  _: FormState,
  data: FormData,
): Promise<FormState> {
  return act(data, async () => {
    await withdrawCredential(await requireContext(slug), { credentialId: idTyped(data) })
    redirect(paths.coachDone(slug, coachId, 'no_more'))
  })
}

/** A second person has looked. */
export async function verify(slug: string, _: FormState, data: FormData): Promise<FormState> {
  return act(data, async () => {
    await verifyCredential(await requireContext(slug), {
      credentialId: idTyped(data),
      how: typedText(data, 'how'),
      agreed: typedText(data, 'agreed'),
    })
    redirect(paths.toVerify(slug, 'credential_verified'))
  })
}

/** Somebody looked in the Update Service again. */
export async function status(
  slug: string,
  coachId: string,
  _: FormState,
  data: FormData,
): Promise<FormState> {
  return act(data, async () => {
    const found = typedText(data, 'found') === 'changed' ? 'changed' : 'no_change'
    await checkStatus(await requireContext(slug), { credentialId: idTyped(data), found })
    redirect(paths.coachDone(slug, coachId, 'cleared'))
  })
}

export async function offer(
  slug: string,
  coachId: string,
  _: FormState,
  data: FormData,
): Promise<FormState> {
  return act(data, async () => {
    await offerAppointment(await requireContext(slug), { coachId, ...appointmentTyped(data) })
    redirect(paths.coachDone(slug, coachId, 'offered'))
  })
}

export async function answer(
  slug: string,
  coachId: string,
  _: FormState,
  data: FormData,
): Promise<FormState> {
  return act(data, async () => {
    const said = typedText(data, 'answer') === 'yes' ? 'yes' : 'no'
    const appointmentId = idTyped(data)
    await answerAppointment(await requireContext(slug), { appointmentId, answer: said })
    redirect(paths.coachDone(slug, coachId, 'answered'))
  })
}

export async function endRole(
  slug: string,
  coachId: string,
  _: FormState,
  data: FormData,
): Promise<FormState> {
  return act(data, async () => {
    const appointmentId = idTyped(data)
    const lastDay = lastDayTyped(data)
    await endAppointment(await requireContext(slug), { appointmentId, lastDay })
    redirect(paths.coachDone(slug, coachId, 'role_ends'))
  })
}

/** Somebody else takes a role over; until its last day both have it. */
export async function handOver(
  slug: string,
  coachId: string,
  _: FormState,
  data: FormData,
): Promise<FormState> {
  return act(data, async () => {
    const given = { ...handoverTyped(data), appointmentId: idTyped(data) }
    await beginHandover(await requireContext(slug), given)
    redirect(paths.coachDone(slug, coachId, 'handover_begun'))
  })
}

export async function merge(
  slug: string,
  coachId: string,
  _: FormState,
  data: FormData,
): Promise<FormState> {
  return act(data, async () => {
    const intoCoachId = idTyped(data)
    await mergeCoaches(await requireContext(slug), { coachId, intoCoachId })
    redirect(paths.coachDone(slug, intoCoachId, 'merged'))
  })
}

/** Not cleared to start, or cleared again: which of the two the page asked. */
export async function clear(
  slug: string,
  coachId: string,
  to: 'suspended' | 'cleared',
  _: FormState,
  data: FormData,
): Promise<FormState> {
  return act(data, async () => {
    const ctx = await requireContext(slug)
    if (to === 'suspended') await suspendCoach(ctx, { coachId })
    else await clearCoach(ctx, { coachId })
    redirect(paths.coachDone(slug, coachId, 'cleared'))
  })
}
