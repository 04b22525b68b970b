import { z } from 'zod'
import { command } from '../command'
import { actorUserId } from '../context'
import { AppError } from '../core/errors'
import { profileDocument } from '../core/profiles/document'
import { timetableFrom } from '../core/profiles/reminder-choice'
import { retentionFrom } from '../core/profiles/retention-choice'
import { choicesFrom, loosening } from '../core/profiles/typed-choices'
import { waysFrom } from '../core/profiles/typed-ways'
import { addedWays } from '../core/profiles/ways'
import { profileRuleIds } from '../core/rules/rule-ids'
import { changeDraft, openDraft, rulesAbove, whichDraft } from './open-draft'
import { rulesKnown } from './rules-known'

const text = z.string().max(200)
const typedChoice = z.object({
  ...{ level: text, countsFrom: text, acceptance_days: text, statement_days: text },
  parameters: z.record(z.string(), text),
})

const long = z.string().max(600)
const typedWays = z.object({
  equivalents: z
    .array(
      z.object({
        ...{ key: text, rule: text, what: long, reason: long, name: long, takeOut: z.boolean() },
      }),
    )
    .max(101)
    .readonly(),
  exempt: z
    .array(
      z.object({
        ...{
          key: text,
          category: long,
          rules: z.array(text).max(200).readonly(),
          reason: long,
          name: long,
        },
        ...{ lasts_days: text, takeOut: z.boolean() },
      }),
    )
    .max(101)
    .readonly(),
  notTaken: z.array(text).max(200).readonly(),
})

/**
 * Saves rules that are being written. Throws `invalid_input` by field where something is not possible
 * or, in a region or club, asks for less than those above; `conflict` where somebody else has saved
 * them meanwhile.
 */
export const saveDraft = command({
  name: 'profile.save_draft',
  permission: 'profile.change',
  input: whichDraft.extend({
    typed: z.partialRecord(z.enum(profileRuleIds), typedChoice),
    /** Only of a governing body that says all of the rules. */
    reminders: z.object({ before: text, weekly: text }).optional(),
    /** In months; an empty text where it is not chosen. */
    retention: z.object({ people_left: text, readings: text, addresses: text }).optional(),
    ways: typedWays.default(() => ({ equivalents: [], exempt: [], notTaken: [] })),
  }),
  async run(tx, ctx, { typed, ways: typedOnes, reminders: typedTimes, retention: kept, ...which }) {
    const draft = await openDraft(tx, which)
    const above = rulesAbove(ctx, await rulesKnown(tx, ctx))
    const { controls, problems: ofRules } = choicesFrom(typed, above?.controls ?? null)
    const { ways, problems: ofWays } = waysFrom(typedOnes)
    const added = above ? addedWays(ways).map(loosening) : []
    const times = above === null && typedTimes ? timetableFrom(typedTimes) : null
    const periods = kept ? retentionFrom(kept, above && (above.retention ?? {})) : null
    const problems = [
      ...[...ofRules, ...ofWays, ...added],
      ...[...(times?.problems ?? []), ...(periods?.problems ?? [])],
    ]
    const { notTaken: _, ...before } = object(draft.document)
    const parsed = profileDocument.safeParse({
      ...{ ...before, controls, ...ways },
      ...(times ? { reminders: times.timetable } : {}),
      ...(periods ? { retention: periods.retention } : {}),
    })
    const issues = (parsed.error?.issues ?? []).map((issue) => ({
      field: issue.path.map(String).join('.'),
      message: 'This is not one of the answers. Look at what may stand here.',
    }))
    if (!parsed.success || problems.length > 0) {
      throw new AppError('invalid_input', 'There is a problem with these rules.', [
        ...problems,
        ...issues,
      ])
    }
    await changeDraft(tx, draft.id, {
      ...{ document: parsed.data, revision: draft.revision + 1 },
      ...{ changedAt: ctx.now, changedBy: actorUserId(ctx) },
    })
    const detail = {
      revision: draft.revision + 1,
      rules: Object.keys(controls).length,
      ...counts(ways),
    }
    return {
      result: { revision: draft.revision + 1 },
      trail: [{ subject: 'draft', subjectId: draft.id, detail }],
    }
  },
})

const object = (value: unknown): { notTaken?: unknown } =>
  typeof value === 'object' && value !== null ? value : {}

const counts = ({ equivalents, exempt }: ReturnType<typeof waysFrom>['ways']) => ({
  equivalents: equivalents.length,
  exempt: exempt.length,
})
