import type { Context } from '#lib/context'
import { adoptPolicy } from '#lib/policies/adopt-policy'
import { getPolicyDraft } from '#lib/policies/get-draft'
import { publishPolicy } from '#lib/policies/publish-policy'
import { savePolicyDraft } from '#lib/policies/save-draft'
import { startPolicy } from '#lib/policies/start-policy'
import { at } from './contexts'

export type Typed = Omit<Parameters<typeof savePolicyDraft>[1], 'policyId' | 'revision'>

const today = (ctx: Context): Context => at(ctx, new Date())

/** What an editor sends of a policy that is whole. */
export const written: Typed = {
  ...{ title: 'Online safety', format: 'markdown', markdown: '# What we do\n\nWe are **kind**.' },
  ...{ pdf: null, shortVersion: 'Be kind.\nTell us.', whatChanged: '', change: 'material' },
  ...{ inForceFrom: '', due_days: '28', grace_days: '14', rules: ['G02'] },
  ...{ audienceRoles: [], audienceTeams: '', audienceTags: '' },
}

/** Which draft is open of a policy now. */
export async function whichDraft(ctx: Context, policyId: string) {
  const { revision } = await getPolicyDraft(today(ctx), { policyId })
  return { policyId, revision }
}

/** A policy that is written, or its next version, as far as `differs` says. */
export async function aDraft(ctx: Context, differs: Partial<Typed> = {}, policyId?: string) {
  const begun = await startPolicy(today(ctx), policyId ? { policyId } : { from: '' })
  const which = await whichDraft(ctx, begun.policyId)
  await savePolicyDraft(today(ctx), { ...which, ...written, ...differs })
  return { policyId: begun.policyId, revision: which.revision + 1 }
}

/** The same, published. */
export async function aPolicy(ctx: Context, differs: Partial<Typed> = {}, policyId?: string) {
  const which = await aDraft(ctx, differs, policyId)
  return publishPolicy(today(ctx), which)
}

/** A club says yes to a version. */
export const adopt = (club: Context, versionId: string) =>
  adoptPolicy(today(club), { versionId, agreed: 'yes' })
