import type { Context } from '../context'
import type { Json } from '../core/canonical-json'
import { checksDue } from '../core/checks-due'
import { manifestPath } from '../core/pack/layout'
import { manifestVersion } from '../core/pack/manifest'
import type { PackPeriod, PackRows } from './collect-pack'
import { whatThisDoesNotShow } from './pack-contents'
import { jsonFile, type PackFile } from './pack-file'
import type { PinnedTo } from './pin-checkpoint'

/** A file of the body, as it was written. */
export type Listed = {
  path: string
  bytes: number
  sha256: string
  mediaType: string
  role: string
}

type About = {
  readonly name: string
  readonly period: PackPeriod
  readonly pinned: PinnedTo | null
  readonly failures: readonly string[]
}

/** The list of every other file with its hash, and what the pack is about (`core/pack/manifest.ts`). */
export function packManifest(
  ctx: Context,
  { name, period, pinned, failures }: About,
  rows: PackRows,
  files: readonly Listed[],
): PackFile {
  const checks = checksDue(rows.connections, rows.audits, period)
  const sum = (pick: (row: (typeof checks)[number]) => number) =>
    checks.reduce((total, row) => total + pick(row), 0)
  const manifest: Json = {
    manifest_version: manifestVersion,
    generator: 'touchline',
    name,
    organisation: { id: ctx.organisation.id, name: ctx.organisation.name },
    period: { from: period.from.toISOString(), until: period.until.toISOString() },
    checkpoint: pinned && { origin: pinned.origin, size: pinned.size, root: pinned.root },
    profiles: [...new Set(rows.changes.map((row) => row.profile))].toSorted(),
    checks: {
      due: sum((row) => row.due),
      ran: sum((row) => row.ran),
      complete: sum((row) => row.complete),
      days_without_a_complete_check: sum((row) => row.daysWithout.length),
    },
    failures: [...failures],
    does_not_show: [...whatThisDoesNotShow(pinned !== null)],
    files: files.map(({ path, bytes, sha256, mediaType, role }) => ({
      ...{ path, bytes, sha256, role },
      media_type: mediaType,
    })),
  }
  return jsonFile(manifestPath, 'manifest', manifest)
}
