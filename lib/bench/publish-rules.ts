import { eq } from 'drizzle-orm'
import { inTenant } from '#db/tenant'
import { readingConfirmations } from '#db/schema/readings'
import { atOnce } from '../audits/at-once'
import { deliveredReadings } from '../audits/delivered-readings'
import type { Context } from '../context'
import { hour_ms } from '../core/durations'
import { typedFrom } from '../core/profiles/typed-choices'
import { controlIds } from '../core/results'
import { appPool } from '../database/pools'
import { findDue } from '../jobs/find-due'
import { askPreview } from '../profiles/ask-preview'
import { getDraft } from '../profiles/get-draft'
import { publishProfile } from '../profiles/publish-profile'
import { saveDraft } from '../profiles/save-draft'
import { startDraft } from '../profiles/start-draft'
import { clubsWithReadings } from './clubs-with-readings'
import type { Figure } from './figure'

const clubs_count = 2000

const clubsAtOnce = 8

/**
 * A change of rules for a body of 2,000 clubs, from what was read before: until all have said how they
 * would stand, and until all are judged again. The floor of both: reading the same rows once.
 */
export async function benchPublishRules(doDue: () => Promise<void>): Promise<Figure[]> {
  const { ctx, clubIds } = await clubsWithReadings(clubs_count)
  const now = () => ({ ...ctx, now: new Date() })
  // The first version, so that the next one finds results to change.
  await publish(now, 'SHOULD')
  await doDue()
  await refuseWhatWasPutOff()
  const draft = await draftWith(now, 'MUST')
  const floor_ms = await timed(() => readOnce(clubIds))
  const preview_ms = await timed(async () => {
    await askPreview(now(), draft)
    await doDue()
  })
  const { preview } = await getDraft(now(), {})
  if (preview?.answered !== clubs_count) throw new Error('not every club has answered')
  const publish_ms = await timed(() => published(now, draft))
  const judge_ms = await timed(doDue)
  await refuseWhatWasPutOff()
  const figure = (name: string, figure_ms: number): Figure => ({
    ...{ name, figure_ms, floor_ms, ratio: figure_ms / floor_ms, n: clubs_count },
  })
  return [
    figure('rules-preview', preview_ms),
    figure('rules-publish', publish_ms),
    figure('rules-judge-again', publish_ms + judge_ms),
  ]
}

/** A figure of what some clubs put off, since they could not do it, would be of something else. */
async function refuseWhatWasPutOff(): Promise<void> {
  const soon = new Date(Date.now() + hour_ms)
  const due = await findDue(soon, 10 * clubs_count)
  if (due.some(({ kind }) => kind === 'judge-again')) {
    throw new Error('not every club has been judged again')
  }
}

type Now = () => Context

async function draftWith(now: Now, level: 'MUST' | 'SHOULD') {
  const { draftId } = await startDraft(now(), { from: 'current' })
  const { choices } = await getDraft(now(), {})
  const typed = Object.fromEntries(
    controlIds.map((id) => [
      id,
      { ...typedFrom(choices[id], id), ...(id === 'Z08' ? { level } : {}) },
    ]),
  )
  return { draftId, ...(await saveDraft(now(), { draftId, revision: 1, typed })) }
}

const published = (now: Now, draft: { draftId: string; revision: number }) =>
  publishProfile(now(), { ...draft, inForceFrom: '', note: 'Measured' })

const publish = async (now: Now, level: 'MUST' | 'SHOULD') =>
  published(now, await draftWith(now, level))

/** Everything that was read of every club, once, with its JSON parsed. */
async function readOnce(clubIds: readonly string[]): Promise<void> {
  await atOnce(clubIds, clubsAtOnce, (clubId) =>
    inTenant(appPool(), clubId, async (tx) => {
      const [audit] = await tx
        .select({ id: readingConfirmations.auditId })
        .from(readingConfirmations)
        .where(eq(readingConfirmations.organisationId, clubId))
        .limit(1)
      await deliveredReadings(tx, audit?.id ?? clubId)
    }),
  )
}

async function timed(run: () => unknown): Promise<number> {
  const from = performance.now()
  await run()
  return performance.now() - from
}
