import type { Context } from '../context'
import { day_ms } from '../core/durations'
import { editable, typedFrom } from '../core/profiles/typed-choices'
import { controlIds, type ControlId } from '../core/results'
import { getDraft } from '../profiles/get-draft'
import { publishProfile } from '../profiles/publish-profile'
import { saveDraft } from '../profiles/save-draft'
import { startDraft } from '../profiles/start-draft'

/** What a governing body's own rules say otherwise than those that come with us, and what it writes. */
export type DemoRules = { readonly announced: ControlId; readonly in_days: number; note: string }

/** As strict as what comes with us, with one rule that is announced. */
export const rules: DemoRules = {
  announced: 'Z17',
  in_days: 90,
  note:
    'Our own rules for online sessions, from the NSPCC’s warning and the CPSU’s guidance. In three ' +
    'months everybody has to be muted as they come in; until then it is advice.',
}

/** Publishes them as a safeguarding lead would, who `as` is each time. */
export async function publishRules(as: () => Promise<Context>, scene: DemoRules): Promise<void> {
  const { draftId } = await startDraft(await as(), { from: 'built_in' })
  const { choices } = await getDraft(await as(), {})
  const countsFrom = new Date(Date.now() + scene.in_days * day_ms).toISOString().slice(0, 10)
  const changed = editable(choices, { [scene.announced]: { level: 'MUST', countsFrom } })
  const { revision } = await saveDraft(await as(), {
    ...{ draftId, revision: 1 },
    typed: Object.fromEntries(controlIds.map((id) => [id, typedFrom(changed[id], id)])),
  })
  await publishProfile(await as(), { draftId, revision, inForceFrom: '', note: scene.note })
}
