'use server'

import { redirect } from 'next/navigation'
import { requireContext } from '#lib/auth/require-context'
import * as paths from '#lib/core/paths'
import { audienceRoles } from '#lib/core/policies/audience'
import { pdf_bytes_max } from '#lib/core/policies/pdf'
import { adoptPolicy, postponeAdoption } from '#lib/policies/adopt-policy'
import { publishPolicy } from '#lib/policies/publish-policy'
import { savePolicyDraft } from '#lib/policies/save-draft'
import { startPolicy } from '#lib/policies/start-policy'
import { throwAwayPolicyDraft } from '#lib/policies/throw-away-draft'
import { withdrawPolicy } from '#lib/policies/withdraw-policy'
import type { FormState } from '../../components/form-state'
import { act } from '../../edge/act'
import { typedText } from '../../edge/typed-text'

/** Begins one: an empty page, or one of the texts to start from. */
export async function start(slug: string, _: FormState, data: FormData): Promise<FormState> {
  return act(data, async () => {
    const from = typedText(data, 'from')
    const { policyId } = await startPolicy(await requireContext(slug), { from })
    redirect(paths.policyDraft(slug, policyId))
  })
}

/** Begins the next version of one. */
export async function startNext(slug: string, _: FormState, data: FormData): Promise<FormState> {
  return act(data, async () => {
    const policyId = typedText(data, 'policy')
    await startPolicy(await requireContext(slug), { policyId })
    redirect(paths.policyDraft(slug, policyId))
  })
}

const which = (data: FormData) => ({
  policyId: typedText(data, 'policy'),
  revision: Number(typedText(data, 'revision')),
})

/** Keeps what was written so far, and shows it or the way it will look. */
export async function save(slug: string, _: FormState, data: FormData): Promise<FormState> {
  return act(data, async () => {
    const ctx = await requireContext(slug)
    const roles = data.getAll('audienceRoles')
    await savePolicyDraft(ctx, {
      ...which(data),
      title: typedText(data, 'title'),
      format: typedText(data, 'format') === 'pdf' ? 'pdf' : 'markdown',
      markdown: typedText(data, 'markdown'),
      pdf: await chosenFile(data, 'pdf'),
      shortVersion: typedText(data, 'shortVersion'),
      whatChanged: typedText(data, 'whatChanged'),
      change: typedText(data, 'change') === 'minor' ? 'minor' : 'material',
      inForceFrom: typedText(data, 'inForceFrom'),
      due_days: typedText(data, 'due_days'),
      grace_days: typedText(data, 'grace_days'),
      rules: data.getAll('rules').filter((rule) => typeof rule === 'string'),
      audienceRoles: audienceRoles.filter((role) => roles.includes(role)),
      audienceTeams: typedText(data, 'audienceTeams'),
      audienceTags: typedText(data, 'audienceTags'),
    })
    const { policyId } = which(data)
    const next = typedText(data, 'next') === 'preview' ? paths.policyPreview : paths.policyDraft
    redirect(next(slug, policyId, 'policy_saved'))
  })
}

/** Null where no file was chosen. One byte more than may be is enough to know that it is too large. */
async function chosenFile(data: FormData, name: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const file = data.get(name)
  if (!(file instanceof File) || file.size === 0) return null
  return new Uint8Array(await file.slice(0, pdf_bytes_max + 1).arrayBuffer())
}

/** Publishes the draft as it was last saved. */
export async function publish(slug: string, _: FormState, data: FormData): Promise<FormState> {
  return act(data, async () => {
    const { policyId } = await publishPolicy(await requireContext(slug), which(data))
    redirect(paths.policy(slug, policyId, 'policy_published'))
  })
}

/** Throws the draft away; what was published stays. */
export async function throwAway(slug: string, _: FormState, data: FormData): Promise<FormState> {
  return act(data, async () => {
    await throwAwayPolicyDraft(await requireContext(slug), which(data))
    redirect(paths.policies(slug, 'policy_thrown'))
  })
}

/** Nobody is asked to follow it any more. */
export async function withdraw(slug: string, _: FormState, data: FormData): Promise<FormState> {
  return act(data, async () => {
    const policyId = typedText(data, 'policy')
    const why = typedText(data, 'why')
    await withdrawPolicy(await requireContext(slug), { policyId, why })
    redirect(paths.policy(slug, policyId, 'policy_withdrawn'))
  })
}

/** The club says yes, by the name of who says it. */
export async function adopt(slug: string, _: FormState, data: FormData): Promise<FormState> {
  return act(data, async () => {
    const { policyId } = await adoptPolicy(await requireContext(slug), {
      versionId: typedText(data, 'version'),
      agreed: typedText(data, 'agreed'),
    })
    redirect(paths.policy(slug, policyId, 'policy_adopted'))
  })
}

/** The club says why not yet. */
export async function postpone(slug: string, _: FormState, data: FormData): Promise<FormState> {
  return act(data, async () => {
    const { policyId } = await postponeAdoption(await requireContext(slug), {
      versionId: typedText(data, 'version'),
      why: typedText(data, 'why'),
    })
    redirect(paths.policy(slug, policyId, 'policy_postponed'))
  })
}
