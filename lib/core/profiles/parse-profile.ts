import { z } from 'zod'
import { parametersOf, parametersSchema } from '../controls/parameters'
import { levels } from '../results'
import { isSaidRule, profileRuleIds, type ProfileRuleId } from '../rules/rule-ids'
import { day, days } from './document'
import type { Profile } from './profile'

/** What a rule's parameters have to be; they may be left out where it has none. */
const parameters = (id: ProfileRuleId) =>
  parametersOf(id).length === 0 ? parametersSchema(id).default({}) : parametersSchema(id)

const choice = (id: ProfileRuleId) =>
  z
    .strictObject({
      level: z.enum(levels),
      parameters: parameters(id),
      countsFrom: day.optional(),
      // Nothing is found where nothing is read, so there is no risk to accept.
      acceptance: isSaidRule(id)
        ? z.undefined().optional()
        : z.strictObject({ longest_days: days }).optional(),
      statement: z.strictObject({ lasts_days: days }).optional(),
    })
    .optional()

const profile = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'expected 1 to 64 of a-z, 0-9 and -'),
  version: z.int().min(1).max(1_000_000),
  name: z.string().trim().min(1).max(200),
  controls: z
    .strictObject(Object.fromEntries(profileRuleIds.map((id) => [id, choice(id)])))
    .refine(
      (controls) => Object.keys(controls).some((id) => !isSaidRule(id)),
      'expected at least one control',
    ),
})

export type ParsedProfile =
  | { readonly ok: true; readonly profile: Profile }
  | { readonly ok: false; readonly where: string; readonly expected: string }

/**
 * A profile from JSON. What is not in the shape is refused rather than dropped: a rule that was
 * misspelt must not be a rule that is silently not asked for. `where` is a path of keys.
 */
export function parseProfile(value: unknown): ParsedProfile {
  const parsed = profile.safeParse(value)
  if (parsed.success) return { ok: true, profile: parsed.data }
  const [issue] = parsed.error.issues
  return {
    ok: false,
    where: issue?.path.map(String).join('.') ?? '',
    expected: issue?.message ?? 'expected a profile',
  }
}
