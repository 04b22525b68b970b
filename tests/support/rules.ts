import type { Context } from '#lib/context'
import { builtInProfiles } from '#lib/core/profiles/built-in-profiles'
import { typedFrom, type TypedChoice, type TypedChoices } from '#lib/core/profiles/typed-choices'
import { profileRuleIds, type ProfileRuleId } from '#lib/core/rules/rule-ids'
import { getDraft } from '#lib/profiles/get-draft'
import { publishProfile } from '#lib/profiles/publish-profile'
import { saveDraft } from '#lib/profiles/save-draft'
import { startDraft } from '#lib/profiles/start-draft'
import { day_ms, doDue, today } from './audits'
import { rowsOf } from './connections'
import { sandbox } from './sandbox'

export const [builtIn] = builtInProfiles
/** Does what clubs do when rules change, or are asked about. */
export const doRules = () => doDue(['judge-again', 'judge-preview'])

/** The editor as it comes with the built-in profile, with some of its rules typed otherwise. */
export const typed = (
  differs: { readonly [id in ProfileRuleId]?: Partial<TypedChoice> },
  from = builtIn.controls,
): TypedChoices =>
  Object.fromEntries(
    profileRuleIds.map((id) => [id, { ...typedFrom(from[id], id), ...differs[id] }] as const),
  )

/** Rules that somebody has begun to write and saved once. */
export async function draftOf(who: Context, differs: Parameters<typeof typed>[0]) {
  const { draftId } = await startDraft(today(who), { from: 'current' })
  const { choices } = await getDraft(today(who), {})
  const { revision } = await saveDraft(today(who), {
    ...{ draftId, revision: 1 },
    typed: typed(differs, choices),
  })
  return { draftId, revision }
}

/** Those, published; at once, or from a day. */
export async function publish(
  who: Context,
  differs: Parameters<typeof typed>[0],
  inForceFrom = '',
): Promise<{ publicationId: string; version: number; reached: number }> {
  const which = await draftOf(who, differs)
  return publishProfile(today(who), { ...which, inForceFrom, note: 'What changed.' })
}

/** How many requests Zoom has had. */
export const lastAsked = () => sandbox.world.requests().total

/** The day so many days from now. */
export const dayFrom = (days: number) =>
  new Date(Date.now() + days * day_ms).toISOString().slice(0, 10)

/** By which rules a club's results were made. */
export const profilesOf = async (club: Context) =>
  (
    await rowsOf<{ profile: string }>(
      'select distinct profile from results_current where organisation_id = $1',
      [club.organisation.id],
    )
  ).map(({ profile }) => profile)
