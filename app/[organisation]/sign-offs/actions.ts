'use server'

import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { requireContext } from '#lib/auth/require-context'
import { signedInAt } from '#lib/auth/signed-in-at'
import { isAppError } from '#lib/core/errors'
import * as paths from '#lib/core/paths'
import { answerQuestion } from '#lib/sign-offs/answer-question'
import { beginDrill } from '#lib/sign-offs/begin-drill'
import { chaseSignOffs } from '#lib/sign-offs/chase-sign-offs'
import { prepareSignOff } from '#lib/sign-offs/prepare-sign-off'
import { askAboutSignOff, declineSignOff } from '#lib/sign-offs/say-no-or-ask'
import { sign } from '#lib/sign-offs/sign'
import { startChecklist } from '#lib/sign-offs/start-checklist'
import type { FormState } from '../../components/form-state'
import { act } from '../../edge/act'
import { askerNetwork } from '../../edge/asker-network'
import { typedText } from '../../edge/typed-text'

const agent_length_max = 300

/** Somebody agrees to what they were shown. Where it is signed already, the same receipt comes. */
export async function signOff(slug: string, _: FormState, data: FormData): Promise<FormState> {
  return act(data, async () => {
    const requestId = typedText(data, 'requestId')
    const ctx = await requireContext(slug)
    try {
      await sign(ctx, {
        requestId,
        sha256: typedText(data, 'sha256'),
        statementVersion: typedText(data, 'statementVersion'),
        ticked: data.getAll('ticked').filter((each) => typeof each === 'string'),
        agreed: typedText(data, 'agreed'),
        signedInAt: await signedInAt(),
        address: await askerNetwork(),
        agent: (await headers()).get('user-agent')?.slice(0, agent_length_max) ?? null,
      })
    } catch (error) {
      if (!isAppError(error, 'conflict')) throw error
      // The newer version is what there is to read: not the words about it.
      const { newerId } = await prepareSignOff(ctx, { requestId })
      if (newerId === null) throw error
      redirect(paths.signOff(slug, newerId, 'sign_off_newer'))
    }
    redirect(paths.signOff(slug, requestId, 'sign_off_signed'))
  })
}

/** Somebody does not agree. */
export async function decline(slug: string, _: FormState, data: FormData): Promise<FormState> {
  return act(data, async () => {
    const requestId = typedText(data, 'requestId')
    await declineSignOff(await requireContext(slug), { requestId, why: typedText(data, 'why') })
    redirect(paths.signOff(slug, requestId, 'sign_off_declined'))
  })
}

/** Somebody asks before they answer. */
export async function ask(slug: string, _: FormState, data: FormData): Promise<FormState> {
  return act(data, async () => {
    const requestId = typedText(data, 'requestId')
    const question = typedText(data, 'question')
    await askAboutSignOff(await requireContext(slug), { requestId, question })
    redirect(paths.signOff(slug, requestId, 'sign_off_asked'))
  })
}

/** An officer reminds everybody who is overdue, of one policy or of all. */
export async function chaseAll(slug: string, _: FormState, data: FormData): Promise<FormState> {
  return act(data, async () => {
    const policyId = typedText(data, 'policyId')
    await chaseSignOffs(await requireContext(slug), policyId === '' ? {} : { policyId })
    redirect(paths.signOffs(slug, { done: 'sign_off_chased', policy: policyId }))
  })
}

/** An officer reminds one person. */
export async function chaseOne(slug: string, _: FormState, data: FormData): Promise<FormState> {
  return act(data, async () => {
    const requestId = typedText(data, 'requestId')
    await chaseSignOffs(await requireContext(slug), { requestId })
    redirect(paths.signOffOf(slug, requestId, 'sign_off_chased'))
  })
}

/** An officer has talked to who asked. */
export async function answered(slug: string, _: FormState, data: FormData): Promise<FormState> {
  return act(data, async () => {
    const requestId = typedText(data, 'requestId')
    await answerQuestion(await requireContext(slug), { requestId })
    redirect(paths.signOffOf(slug, requestId, 'sign_off_answered'))
  })
}

/** An officer asks everybody for the drill. */
export async function drill(slug: string, _: FormState, data: FormData): Promise<FormState> {
  return act(data, async () => {
    await beginDrill(await requireContext(slug))
    redirect(paths.signOffs(slug, { done: 'drill_begun' }))
  })
}

/** A coach opens the list before their session. */
export async function checklist(slug: string, _: FormState, data: FormData): Promise<FormState> {
  return act(data, async () => {
    const sessionId = typedText(data, 'sessionId')
    const { requestId } = await startChecklist(await requireContext(slug), { sessionId })
    redirect(paths.signOff(slug, requestId))
  })
}
