import { z } from 'zod'
import { levels } from '../results'
import { isSaidRule, profileRuleIds, saidRuleIds, type ProfileRuleId } from '../rules/rule-ids'
import { parametersOf } from '../controls/parameters'
import { parameterSchema } from '../controls/parameter-spec'
import type { ControlChoice } from './profile'
import { timetable } from './reminder-choice'
import { retentionChoice } from './retention-choice'

const shapeOfParameters = (id: ProfileRuleId) =>
  z.strictObject(
    Object.fromEntries(
      parametersOf(id).map((spec) => [spec.name, parameterSchema(spec).optional()]),
    ),
  )

/** Of each rule any of its parameters, and nothing else. Made once: every club reads its rules often. */
const partsOfParameters = profileRuleIds.map((id) => [id, shapeOfParameters(id)] as const)

/** The most days for which a risk may be accepted, or a statement may stand in. */
export const days_max = 366

/** The most letters of a name, and of a reason. */
export const words_max = 200
export const reason_max = 500

/** For how many days. */
export const days = z.int().min(1).max(days_max)
/** A day of this or the next century: one that no calendar or database has would stop every check. */
export const day = z.iso.date().refine((text) => text >= '2000-01-01' && text < '2200-01-01')
const words = (length_max: number) => z.string().trim().min(1).max(length_max)

const choice = z.strictObject({
  level: z.enum(levels).optional(),
  parameters: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  countsFrom: day.optional(),
  acceptance: z.strictObject({ longest_days: days }).nullable().optional(),
  statement: z.strictObject({ lasts_days: days }).nullable().optional(),
})

/** The name of a way in data: what was said to rest on it is found by it. */
const key = z.string().regex(/^[a-z0-9][a-z0-9-]{0,79}$/)

/** Something else that counts as meeting a rule that people state: with a reason, and by whom. */
const equivalent = z.strictObject({
  ...{ key, rule: z.enum(saidRuleIds) },
  ...{ what: words(words_max), reason: words(reason_max), name: words(words_max) },
})

/** A kind of session or club for which some rules do not hold: with a reason, and by whom. */
const exemption = z.strictObject({
  ...{ key, category: words(words_max), rules: z.array(z.enum(profileRuleIds)).min(1) },
  ...{ reason: words(reason_max), name: words(words_max), lasts_days: days },
})

const onceEach = (ways: readonly { readonly key: string }[]) =>
  new Set(ways.map((way) => way.key)).size === ways.length

/**
 * What is published as a version of somebody's rules. A governing body's says all of it; a region's
 * or club's says only what it adds to those above, so that theirs can change beneath it. `base` is
 * what it was derived from, as a label.
 */
export const profileDocument = z
  .strictObject({
    name: words(words_max),
    base: z.string().max(200).nullable(),
    controls: z.partialRecord(z.enum(profileRuleIds), choice),
    equivalents: z.array(equivalent).max(100).refine(onceEach).default([]),
    exempt: z.array(exemption).max(100).refine(onceEach).default([]),
    /** When people are reminded; only a governing body that says all of the rules says this. */
    reminders: timetable.optional(),
    /** For how many months what is kept; whoever is below may only ask for more care. */
    retention: retentionChoice.optional(),
    /** Of those above: what a region or club does not take, by its name in data. */
    notTaken: z.array(key).max(200).optional(),
  })
  .superRefine((document, context) => {
    for (const [id, parameters] of partsOfParameters) {
      const parsed = parameters.safeParse(document.controls[id]?.parameters ?? {})
      for (const issue of parsed.error?.issues ?? []) {
        const path = ['controls', id, 'parameters', ...issue.path.map(String)]
        context.addIssue({ code: 'custom', path, message: issue.message })
      }
      // Nothing is found where nothing is read, so there is no risk to accept.
      if (isSaidRule(id) && document.controls[id]?.acceptance) {
        const path = ['controls', id, 'acceptance']
        context.addIssue({ code: 'custom', path, message: 'expected none for what people state' })
      }
    }
  })

export type ProfileDocument = z.output<typeof profileDocument>

/** What a document says of one rule. What it leaves out stays as it is above; null means: not at all. */
export type PartChoice = Partial<Omit<ControlChoice, 'acceptance' | 'statement'>> & {
  readonly acceptance?: ControlChoice['acceptance'] | null
  readonly statement?: ControlChoice['statement'] | null
}

export type Choices = { readonly [id in ProfileRuleId]?: ControlChoice }
export type PartChoices = { readonly [id in ProfileRuleId]?: PartChoice }
