import type { Context } from '../context'
import { checksDue } from '../core/checks-due'
import type { PackPeriod, PackRows } from './collect-pack'
import { whatThisDoesNotShow } from './pack-contents'
import { describeFile, jsonFile, type PackFile } from './pack-file'

/** The form of this manifest: a reader of another version must not guess. */
const manifestVersion = 1

/** The list of every other file with its hash, and what the pack is about. */
export function packManifest(
  ctx: Context,
  period: PackPeriod,
  rows: PackRows,
  files: readonly PackFile[],
): PackFile {
  const checks = checksDue(rows.connections, rows.audits, period)
  const sum = (pick: (row: (typeof checks)[number]) => number) =>
    checks.reduce((total, row) => total + pick(row), 0)
  return jsonFile('manifest.json', 'manifest', {
    manifest_version: manifestVersion,
    generator: 'touchline',
    organisation: { id: ctx.organisation.id, name: ctx.organisation.name },
    period: { from: period.from.toISOString(), until: period.until.toISOString() },
    profiles: [...new Set(rows.changes.map((row) => row.profile))].toSorted(),
    checks: {
      due: sum((row) => row.due),
      ran: sum((row) => row.ran),
      complete: sum((row) => row.complete),
      days_without_a_complete_check: sum((row) => row.daysWithout.length),
    },
    does_not_show: whatThisDoesNotShow,
    files: files.map(describeFile),
  })
}
