import type { Context } from '../context'
import { day_ms } from '../core/durations'
import { editable, typedFrom } from '../core/profiles/typed-choices'
import type { TypedExempt } from '../core/profiles/typed-ways'
import type { ControlId } from '../core/results'
import { profileRuleIds } from '../core/rules/rule-ids'
import { getDraft } from '../profiles/get-draft'
import { publishProfile } from '../profiles/publish-profile'
import { saveDraft } from '../profiles/save-draft'
import { startDraft } from '../profiles/start-draft'

/** What a governing body's own rules say otherwise than those that come with us, and what it writes. */
export type DemoRules = {
  readonly announced: ControlId
  readonly in_days: number
  readonly note: string
  /** For whom some of them do not hold. */
  readonly exempt: Omit<TypedExempt, 'key' | 'takeOut'>
}

/** As strict as what comes with us, with one rule that is announced. */
export const rules: DemoRules = {
  announced: 'Z17',
  in_days: 90,
  note:
    'Our own rules for online sessions, from the NSPCC’s warning and the CPSU’s guidance. In three ' +
    'months everybody has to be muted as they come in; until then it is advice.',
  exempt: {
    category: 'Sessions for adults only',
    rules: ['Z07', 'Z17'],
    reason: 'Adults may share files and speak up as they come in.',
    name: 'Our safeguarding committee',
    lasts_days: '365',
  },
}

/** Publishes them as a safeguarding lead would, who `as` is each time. */
export async function publishRules(as: () => Promise<Context>, scene: DemoRules): Promise<void> {
  const { draftId } = await startDraft(await as(), { from: 'built_in' })
  const { choices } = await getDraft(await as(), {})
  const countsFrom = new Date(Date.now() + scene.in_days * day_ms).toISOString().slice(0, 10)
  const changed = editable(choices, { [scene.announced]: { level: 'MUST', countsFrom } })
  const { revision } = await saveDraft(await as(), {
    ...{ draftId, revision: 1 },
    typed: Object.fromEntries(profileRuleIds.map((id) => [id, typedFrom(changed[id], id)])),
    ways: {
      ...{ equivalents: [], notTaken: [] },
      exempt: [{ key: '', takeOut: false, ...scene.exempt }],
    },
  })
  await publishProfile(await as(), { draftId, revision, inForceFrom: '', note: scene.note })
}
