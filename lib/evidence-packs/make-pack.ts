import { z } from 'zod'
import type { Tx } from '#db/tenant'
import type { Context } from '../context'
import { byBytes } from '../core/pack/layout'
import { query } from '../query'
import { collectPack, type PackPeriod } from './collect-pack'
import { assessmentPlan } from './interchange/assessment-plan'
import { assessmentResults } from './interchange/assessment-results'
import { complianceFindings } from './interchange/compliance-findings'
import { packContents } from './pack-contents'
import { packManifest, type Listed } from './pack-manifest'
import { packReport } from './pack-report'
import { pinCheckpoint, type PinnedTo } from './pin-checkpoint'
import { readingFiles } from './reading-files'
import { signedTexts } from './signed-texts'
import type { ZipWriter } from './zip-writer'

/** What a pack answers: a period, as the log was at one size; null where that is still to be chosen. */
export type Question = PackPeriod & { readonly checkpointSize: number | null }

/** The body as it was written, for what proves it. */
export type WrittenBody = {
  readonly name: string
  readonly pinned: PinnedTo | null
  readonly manifestSha256: string
  /** Of the records in their order, those whose text was erased last. */
  readonly recordIds: readonly string[]
}

/**
 * Writes the body of the context's club's pack and its manifest: the same question at the same
 * checkpoint has the same bytes. Everything is read in one transaction that sees one moment. Throws
 * `unavailable`, and has written nothing, where the log does not hold all of the records yet.
 */
export const writeBody = query({
  permission: 'pack.work',
  input: z.object({ question: z.custom<Question>(), zip: z.custom<ZipWriter>() }),
  isolation: 'repeatable read',
  run: (tx, ctx, { question, zip }) => bodyOf(tx, ctx, question, zip),
})

async function bodyOf(
  tx: Tx,
  ctx: Context,
  { checkpointSize, ...period }: Question,
  zip: ZipWriter,
): Promise<WrittenBody> {
  const rows = await collectPack(tx, ctx, period)
  const [held, erased] = [true, false].map((isHeld) =>
    rows.records.filter(({ record }) => (record !== null) === isHeld).map(({ id }) => id),
  )
  const recordIds = [...(held ?? []), ...(erased ?? [])]
  const pinned = await pinCheckpoint(tx, checkpointSize, recordIds)
  const signed = await signedTexts(tx, rows.records)
  const files = [
    await packReport(ctx, period, rows, pinned !== null),
    ...packContents(period, rows),
    assessmentPlan(ctx, period, rows),
    assessmentResults(ctx, period, rows),
    complianceFindings(period, rows),
    ...readingFiles(tx, rows.readings),
    ...signed.files,
  ].toSorted((one, other) => byBytes(one.path, other.path))
  const name = packName(ctx, period)
  const listed: Listed[] = []
  for (const file of files) {
    const { path, mediaType, role } = file
    const { bytes, sha256 } = await zip.add(`${name}/${path}`, file.chunks())
    listed.push({ path, bytes, sha256, mediaType, role })
  }
  const about = { name, period, pinned, failures: signed.failures }
  const manifest = packManifest(ctx, about, rows, listed)
  const written = await zip.add(`${name}/${manifest.path}`, manifest.chunks())
  return { name, pinned, manifestSha256: written.sha256, recordIds }
}

/** The end of a period is the first moment that is no longer in it. */
export const lastMoment = ({ until }: PackPeriod) => new Date(until.getTime() - 1)

/** Name of the pack's folder, and of its file without the ending: with its first day and its last. */
export function packName(ctx: Context, period: PackPeriod): string {
  const day = (at: Date) => at.toISOString().slice(0, 10)
  return `pack-${ctx.organisation.slug}-${day(period.from)}-${day(lastMoment(period))}`
}
