import { and, asc, desc, eq, lt } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { zoomConnections, zoomGroups } from '#db/schema/zoom-connections'
import { checksOf } from '../audits/checks-of'
import { byKind, lastRead, type DeliveredReading } from '../audits/delivered-readings'
import { absences } from '../core/absences'
import type { Benchmark } from '../core/benchmarks/benchmark-rule'
import { builtInBenchmarks } from '../core/benchmarks/built-in-benchmarks'
import { evaluateBenchmark, type BenchmarkResult } from '../core/benchmarks/evaluate-benchmark'
import {
  accountSettings,
  groupLockSettings,
  groupSettings,
  lockSettings,
} from '../core/controls/settings'
import { notFound } from '../core/errors'
import type { AccountReadings } from '../core/readings'
import { query } from '../query'
import { onlyClubs } from '../zoom-accounts/only-clubs'

/** The account, or a group of it by its name, with what every rule makes of it. */
type BenchmarkSubject = {
  readonly subjectId: string
  /** Null for the account itself. */
  readonly groupName: string | null
  readonly results: readonly BenchmarkResult[]
}

export type JudgedBenchmark = {
  readonly benchmark: Benchmark
  /** The account first, then its groups by name; none where nothing was ever read. */
  readonly subjects: readonly BenchmarkSubject[]
  /** When a check of the account last ended; what is judged is what it read. */
  readonly lastAskedAt: Date | null
}

/**
 * What a benchmark makes of the club's own Zoom account as it was last read, without asking Zoom. It
 * leaves no results and no findings: nobody is judged by it. Throws `not_found` where there is no
 * such benchmark.
 */
export const getBenchmark = query({
  permission: 'host.read',
  input: z.object({ benchmarkId: z.string().max(100) }),
  isolation: 'repeatable read',
  async run(tx, ctx, { benchmarkId }): Promise<JudgedBenchmark> {
    onlyClubs(ctx)
    const benchmark = builtInBenchmarks.find(({ id }) => id === benchmarkId)
    if (!benchmark) throw notFound()
    const [account] = await tx
      .select({ id: zoomConnections.id })
      .from(zoomConnections)
      .where(eq(zoomConnections.way, 'account'))
      .orderBy(asc(zoomConnections.state), desc(zoomConnections.connectedAt))
      .limit(1)
    if (!account) return { benchmark, subjects: [], lastAskedAt: null }
    const { lastAskedAt } = await checksOf(tx, account.id)
    return { benchmark, subjects: await judge(tx, benchmark, account.id), lastAskedAt }
  },
})

async function judge(tx: Tx, benchmark: Benchmark, connectionId: string) {
  const read = await lastRead(tx, connectionId)
  if (read.length === 0) return []
  const account = readingsOf(read, connectionId)
  const locks = lockSettings(account)
  const ofAccount = evaluateBenchmark(benchmark, accountSettings(account), locks)
  const groups = await tx
    .select({ subjectId: zoomGroups.id, groupName: zoomGroups.name })
    .from(zoomGroups)
    .where(and(eq(zoomGroups.connectionId, connectionId), lt(zoomGroups.missingCount, absences)))
    .orderBy(asc(zoomGroups.name), asc(zoomGroups.id))
  const ofGroups = groups.map((group) => {
    const readings = readingsOf(read, group.subjectId)
    const settings = groupSettings(readings)
    return {
      ...group,
      results: evaluateBenchmark(benchmark, settings, groupLockSettings(readings)),
    }
  })
  return [{ subjectId: connectionId, groupName: null, results: ofAccount }, ...ofGroups]
}

const readingsOf = (read: readonly DeliveredReading[], of: string): AccountReadings =>
  byKind(read.filter(({ subjectId }) => subjectId === of))
