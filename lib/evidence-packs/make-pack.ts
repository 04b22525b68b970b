import type { Tx } from '#db/tenant'
import type { Context } from '../context'
import { collectPack, type PackPeriod } from './collect-pack'
import { packContents } from './pack-contents'
import { packManifest } from './pack-manifest'
import { packReport } from './pack-report'
import { writeZip } from './pack-zip'

export type MadePack = { bytes: number; sha256: string; files: number }

/** Writes the context's club's pack for the period to `target`: same rows, same bytes. */
export async function makePack(
  tx: Tx,
  ctx: Context,
  period: PackPeriod,
  target: string,
): Promise<MadePack> {
  const rows = await collectPack(tx, period)
  const files = [...packContents(period, rows), await packReport(ctx, period, rows)]
  const all = [packManifest(ctx, period, rows, files), ...files]
  const written = await writeZip(target, packName(ctx, period), all)
  return { ...written, files: all.length }
}

/** Name of the pack's folder, and of its file without the ending. */
export function packName(ctx: Context, period: PackPeriod): string {
  const day = (at: Date) => at.toISOString().slice(0, 10)
  return `pack-${ctx.organisation.slug}-${day(period.from)}-${day(period.until)}`
}
