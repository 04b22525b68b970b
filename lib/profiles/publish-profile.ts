import { sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { profilePublications } from '#db/schema/profiles'
import { command } from '../command'
import { actorUserId, type Context } from '../context'
import { askingLimits } from '../core/asking-limits'
import { asJson, canonicalJson } from '../core/canonical-json'
import { AppError, conflict } from '../core/errors'
import { profileDocument, type ProfileDocument } from '../core/profiles/document'
import { loosening } from '../core/profiles/typed-choices'
import { isSaidRule } from '../core/rules/rule-ids'
import { sha256Hex } from '../core/sha256'
import { withoutUnseenInLines } from '../core/unseen'
import { isUniqueViolation } from '../database/unique-violation'
import { writeEvidenceRecords } from '../evidence-records/write-evidence-record'
import { newId } from '../ids'
import { refuseBeyond } from '../trail/refuse-beyond'
import { changeDraft, openDraft, refusals, rulesAbove, whichDraft } from './open-draft'
import { rulesKnown } from './rules-known'

const input = whichDraft.extend({
  /** The day from which it holds (UTC), as `2026-12-01`; empty for at once. */
  inForceFrom: z.union([z.literal(''), z.iso.date('Type a day, or leave it empty.')]),
  note: z
    .string()
    .transform(withoutUnseenInLines)
    .pipe(
      z
        .string()
        .trim()
        .min(1, 'Say in a sentence or two what changes, for the clubs.')
        .max(1000, 'Use at most 1,000 letters.'),
    ),
})

/**
 * Publishes the rules that were being written, as the next version: delivered to each region and club
 * below, each of which is judged again when it comes into force. Throws `invalid_input` where they
 * ask for less than those above or would hold from a day that is past, `conflict` as `openDraft`,
 * `too_many_attempts`.
 */
export const publishProfile = command({
  name: 'profile.publish',
  permission: 'profile.change',
  input,
  async run(tx, ctx, { inForceFrom, note, ...which }) {
    const draft = await openDraft(tx, which)
    await refuseTooMany(tx, ctx)
    const document = profileDocument.parse(draft.document)
    const known = await rulesKnown(tx, ctx)
    refuseLooser(document, rulesAbove(ctx, known))
    const version =
      1 +
      known.publications
        .filter(({ publisherId }) => publisherId === ctx.organisation.id)
        .reduce((newest, each) => Math.max(newest, each.version), 0)
    const publicationId = newId()
    await insert(tx, {
      ...{ organisationId: ctx.organisation.id, id: publicationId, version, document, note },
      ...{ publisherOrganisationId: ctx.organisation.id, profile: ctx.organisation.slug },
      ...{ publishedAt: ctx.now, inForceFrom: beginning(ctx, inForceFrom) },
      publishedBy: actorUserId(ctx),
    })
    await recordPublication(tx, ctx, { publicationId, version, document, note, inForceFrom })
    await changeDraft(tx, draft.id, { state: 'published' })
    const delivered = await tx.execute<{ reached: number }>(
      sql`select deliver_profile(${publicationId}::uuid) as reached`,
    )
    const reached = delivered.rows[0]?.reached ?? 0
    const detail = { version, reached, in_force_from: inForceFrom }
    return {
      result: { publicationId, version, reached },
      trail: [{ subject: 'profile', subjectId: publicationId, detail }],
    }
  },
})

type Publication = {
  publicationId: string
  version: number
  document: ProfileDocument
  note: string
  inForceFrom: string
}

/** What was published from when on, as evidence: the rules by the hash of their canonical form. */
async function recordPublication(
  tx: Tx,
  ctx: Context,
  { publicationId, version, document, note, inForceFrom }: Publication,
): Promise<void> {
  await writeEvidenceRecords(tx, ctx, 'profile', [
    {
      ...{ publication: publicationId, profile: ctx.organisation.slug, version },
      ...{ by: actorUserId(ctx), at: ctx.now.toISOString() },
      in_force_from: beginning(ctx, inForceFrom).toISOString(),
      document_sha256: sha256Hex(canonicalJson(asJson(document))),
      note_sha256: sha256Hex(note),
    },
  ])
}

const refuseTooMany = (tx: Tx, ctx: Context) =>
  refuseBeyond(
    tx,
    ctx,
    askingLimits.publicationsADay,
    { commands: ['profile.publish'] },
    `You have published ${askingLimits.publicationsADay.count} versions in a day. Try again tomorrow: your rules are kept.`,
  )

function refuseLooser(document: ProfileDocument, above: ReturnType<typeof rulesAbove>): void {
  if (above) {
    const problems = refusals(above, document).map(loosening)
    if (problems.length === 0) return
    throw new AppError('invalid_input', 'These rules ask for less than those above you.', problems)
  }
  // With nothing to look at, nothing would ever be found, and that must not look like safety.
  if (Object.keys(document.controls).some((id) => !isSaidRule(id))) return
  throw new AppError('invalid_input', 'There is no rule in this yet.', [
    {
      field: 'note',
      message: 'Ask for at least one rule that we look at in Zoom before you publish.',
    },
  ])
}

function beginning({ now }: Context, day: string): Date {
  if (day === '') return now
  const at = new Date(`${day}T00:00:00Z`)
  if (at > now) return at
  if (now.toISOString().startsWith(day)) return now
  throw new AppError('invalid_input', 'There is a problem with the day.', [
    { field: 'inForceFrom', message: 'Choose today or a day that is to come.' },
  ])
}

async function insert(tx: Tx, row: typeof profilePublications.$inferInsert): Promise<void> {
  try {
    await tx.insert(profilePublications).values(row)
  } catch (error) {
    if (isUniqueViolation(error)) throw conflict()
    throw error
  }
}
