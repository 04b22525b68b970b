'use server'

import { redirect } from 'next/navigation'
import { requireContext } from '#lib/auth/require-context'
import * as paths from '#lib/core/paths'
import { askPreview } from '#lib/profiles/ask-preview'
import { publishProfile } from '#lib/profiles/publish-profile'
import { saveDraft } from '#lib/profiles/save-draft'
import { startDraft } from '#lib/profiles/start-draft'
import { withdrawDraft } from '#lib/profiles/withdraw-draft'
import type { FormState } from '../../components/form-state'
import { act } from '../../edge/act'
import { typedText } from '../../edge/typed-text'
import { typedChoices, typedPeriods, typedReminders, typedWays } from './typed'

/** `bind` the organisation's slug; who may is asked in lib. */
export async function start(slug: string, _: FormState, data: FormData): Promise<FormState> {
  return act(data, async () => {
    const from = typedText(data, 'from') === 'built_in' ? 'built_in' : 'current'
    await startDraft(await requireContext(slug), { from })
    redirect(paths.rulesDraft(slug))
  })
}

const which = (data: FormData) => ({
  draftId: typedText(data, 'draft'),
  revision: Number(typedText(data, 'revision')),
})

/** Keeps what was chosen so far; the draft page shows it. */
export async function save(slug: string, _: FormState, data: FormData): Promise<FormState> {
  return act(data, async () => {
    const ctx = await requireContext(slug)
    await saveDraft(ctx, {
      ...{ ...which(data), typed: typedChoices(data), ways: typedWays(data) },
      reminders: typedReminders(data),
      retention: typedPeriods(data),
    })
    redirect(paths.rulesDraft(slug, 'rules_saved'))
  })
}

/** Asks the clubs how they would stand. */
export async function preview(slug: string, _: FormState, data: FormData): Promise<FormState> {
  return act(data, async () => {
    await askPreview(await requireContext(slug), which(data))
    redirect(paths.rulesDraft(slug, 'rules_asked'))
  })
}

/** Publishes the draft as it was last saved. */
export async function publish(slug: string, _: FormState, data: FormData): Promise<FormState> {
  return act(data, async () => {
    await publishProfile(await requireContext(slug), {
      ...which(data),
      ...{ inForceFrom: typedText(data, 'inForceFrom'), note: typedText(data, 'note') },
    })
    redirect(paths.rules(slug, 'rules_published'))
  })
}

/** Throws the draft away; what is in force stays so. */
export async function throwAway(slug: string, _: FormState, data: FormData): Promise<FormState> {
  return act(data, async () => {
    await withdrawDraft(await requireContext(slug), which(data))
    redirect(paths.rules(slug, 'rules_thrown'))
  })
}
