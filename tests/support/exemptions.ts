import type { Context } from '#lib/context'
import { typedExempt, type TypedWays } from '#lib/core/profiles/typed-ways'
import { getDraft } from '#lib/profiles/get-draft'
import { publishProfile } from '#lib/profiles/publish-profile'
import { saveDraft } from '#lib/profiles/save-draft'
import { startDraft } from '#lib/profiles/start-draft'
import { today } from './audits'
import { rowsOf } from './connections'
import { doRules, typed } from './rules'

/** Why somebody says that a session belongs there. */
export const reason = 'All who come are over 18.'
export const key = 'sessions-for-adults-only'
/** The rule that a waiting room lets each person in, which these rules leave out for adults. */
export const adults = {
  ...typedExempt(),
  ...{ category: 'Sessions for adults only', rules: ['Z02'], lasts_days: '30' },
  ...{ reason: 'No child is there.', name: 'The board' },
}

/** Publishes these ways beside the rules as they are. */
export async function publishWays(who: Context, ways: Partial<TypedWays>): Promise<void> {
  const { draftId } = await startDraft(today(who), { from: 'current' })
  const { choices } = await getDraft(today(who), {})
  const { revision } = await saveDraft(today(who), {
    ...{ draftId, revision: 1, typed: typed({}, choices) },
    ways: { equivalents: [], exempt: [], notTaken: [], ...ways },
  })
  await publishProfile(today(who), { draftId, revision, inForceFrom: '', note: 'Adults.' })
  await doRules()
}

/** Each step of one, with the kind of its evidence and by whom. */
export const eventsOf = async (id: string) =>
  (
    await rowsOf<{ event: string; kind: string; by: string | null }>(
      `select e.event, r.kind, e.by_name as by from exemption_events e
       join evidence_records r on r.id = e.evidence_record_id
       where e.exemption_id = $1 order by e.at, e.id`,
      [id],
    )
  ).map(({ event, kind, by }) => `${event} ${kind} ${by ?? 'nobody'}`)
