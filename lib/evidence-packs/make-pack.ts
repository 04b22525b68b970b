import type { Tx } from '#db/tenant'
import type { Context } from '../context'
import { collectPack, type PackPeriod } from './collect-pack'
import { packContents } from './pack-contents'
import { packManifest } from './pack-manifest'
import { packReport } from './pack-report'
import { writeZip } from './pack-zip'
import { readingFiles } from './reading-files'

export type MadePack = { bytes: number; sha256: string; files: number }

/** Writes the context's club's pack for the period to `target`: same rows, same bytes. */
export async function makePack(
  tx: Tx,
  ctx: Context,
  period: PackPeriod,
  target: string,
): Promise<MadePack> {
  const rows = await collectPack(tx, period)
  const files = [
    await packReport(ctx, period, rows),
    ...packContents(period, rows),
    ...readingFiles(tx, rows.readings),
  ]
  const all = [packManifest(ctx, period, rows, files), ...files]
  const written = await writeZip(target, packName(ctx, period), all)
  return { ...written, files: all.length }
}

/** The end of a period is the first moment that is no longer in it. */
export const lastMoment = ({ until }: PackPeriod) => new Date(until.getTime() - 1)

/** Name of the pack's folder, and of its file without the ending: with its first day and its last. */
export function packName(ctx: Context, period: PackPeriod): string {
  const day = (at: Date) => at.toISOString().slice(0, 10)
  return `pack-${ctx.organisation.slug}-${day(period.from)}-${day(lastMoment(period))}`
}
