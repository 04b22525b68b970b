import { desc, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { previewAnswers, profileDrafts, profilePreviews } from '#db/schema/profiles'
import { actorUserId } from '../context'
import { notFound } from '../core/errors'
import { profileDocument, type Choices } from '../core/profiles/document'
import { builtInAt } from '../core/profiles/built-in-profiles'
import { effectiveAt, type Effective } from '../core/profiles/effective'
import { editable, loosening } from '../core/profiles/typed-choices'
import { waysOf } from '../core/profiles/way-words'
import { fewerWays } from '../core/profiles/ways'
import { usualTimetable } from '../core/reminders/timetable'
import { query } from '../query'
import { refusals, rulesAbove } from './open-draft'
import { rulesKnown } from './rules-known'

export type Preview = {
  revision: number
  askedAt: Date
  /** How many clubs were asked, and how many of them have answered. */
  clubs: number
  answered: number
  /** Of those that answered: of how many nothing was read yet. */
  notRead: number
  /** How many clubs would newly fall short of what must be met. */
  newlyShort: number
  /** By rule, how many clubs would newly fall short of it, go against advice, or no longer do. */
  byControl: { control: string; newlyShort: number; newlyAdvised: number; noLonger: number }[]
}

/** The rules that are being written here, with what they are held against. */
export const getDraft = query({
  permission: 'profile.change',
  input: z.object({}),
  isolation: 'repeatable read',
  async run(tx, ctx) {
    const [draft] = await tx.select().from(profileDrafts).where(eq(profileDrafts.state, 'open'))
    if (!draft) throw notFound()
    const document = profileDocument.parse(draft.document)
    const known = await rulesKnown(tx, ctx)
    const above = rulesAbove(ctx, known)
    const effective = effectiveAt(known.sources, known.publications, ctx.now)
    const inForce = effective.profile
    const choices: Choices = editable(above?.controls ?? null, document.controls)
    const { equivalents, exempt } = above ? fewerWays(above, document).ways : document
    return {
      draftId: draft.id,
      revision: draft.revision,
      changedAt: draft.changedAt,
      isOwn: draft.changedBy === actorUserId(ctx),
      base: document.base,
      above: above?.controls ?? null,
      inForce: above ? inForce.controls : asSaid(effective, ctx.now),
      choices,
      waysInForce: waysOf(inForce),
      /** As they would be: of a region or club those above, without what it does not take. */
      ways: waysOf({ equivalents, exempt }),
      /** Those above, which may be left out and no more; null for a governing body. */
      waysAbove: above ? waysOf(above) : null,
      notTaken: document.notTaken ?? [],
      /** When people would be reminded, and are; null for a region or club, which follow. */
      reminders: above ? null : (document.reminders ?? usualTimetable),
      remindersInForce: inForce.reminders ?? usualTimetable,
      /** For how many months what would be kept, and is; what those above say, null for a body. */
      retention: document.retention,
      retentionInForce: inForce.retention,
      retentionAbove: above ? (above.retention ?? {}) : null,
      refused: above ? refusals(above, document).map(loosening) : [],
      preview: await newestPreview(tx, draft.id),
    }
  },
})

/**
 * A governing body's rules as it published them: what counts from a day to come is advice until then,
 * and a draft that leaves it as it is changes nothing of it.
 */
const asSaid = ({ layers }: Effective, now: Date): Choices =>
  editable(null, layers[0]?.publication.document.controls ?? builtInAt(now).controls)

async function newestPreview(tx: Tx, draftId: string): Promise<Preview | null> {
  const [preview] = await tx
    .select()
    .from(profilePreviews)
    .where(eq(profilePreviews.draftId, draftId))
    .orderBy(desc(profilePreviews.askedAt), desc(profilePreviews.id))
    .limit(1)
  if (!preview) return null
  const answers = await tx
    .select()
    .from(previewAnswers)
    .where(eq(previewAnswers.previewId, preview.id))
  const counts = new Map<string, Preview['byControl'][number]>()
  const count = (
    controls: readonly string[] | null,
    kind: 'newlyShort' | 'newlyAdvised' | 'noLonger',
  ) => {
    for (const control of controls ?? []) {
      const stands = counts.get(control) ?? { control, newlyShort: 0, newlyAdvised: 0, noLonger: 0 }
      counts.set(control, { ...stands, [kind]: stands[kind] + 1 })
    }
  }
  for (const answer of answers) {
    count(answer.newlyShort, 'newlyShort')
    count(answer.newlyAdvised, 'newlyAdvised')
    count(answer.noLonger, 'noLonger')
  }
  return {
    ...{ revision: preview.revision, askedAt: preview.askedAt, clubs: preview.clubs },
    answered: answers.length,
    notRead: answers.filter(({ judged }) => !judged).length,
    newlyShort: answers.filter(({ newlyShort }) => (newlyShort?.length ?? 0) > 0).length,
    byControl: [...counts.values()].toSorted(
      (one, other) => other.newlyShort - one.newlyShort || other.newlyAdvised - one.newlyAdvised,
    ),
  }
}
