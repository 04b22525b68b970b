import { and, asc, eq, lt } from 'drizzle-orm'
import { z } from 'zod'
import { resultsCurrent } from '#db/schema/results'
import { zoomConnections, zoomGroups } from '#db/schema/zoom-connections'
import { absences } from '../core/absences'
import { resultRows, type ResultRow } from '../core/result-rows'
import { openFindingIds } from '../findings/open-finding-ids'
import { bodiesAbove } from '../organisations/bodies-above'
import { query } from '../query'
import { proofOfResults } from '../statements/proof-of-results'
import { onlyClubs } from './only-clubs'

/** The account, or a group of it by its name, with every rule as it stands there. */
export type AccountResults = {
  subjectId: string
  /** Null for the account itself. */
  groupName: string | null
  rows: readonly ResultRow[]
}

export type ListedAccountResults = {
  /** The account first, then its groups by name. Nothing of what was never judged. */
  subjects: readonly AccountResults[]
  /** Whose rules they are, by name. */
  bodies: readonly string[]
}

/** Every rule for the club's own account and each of its groups. Not for coaches. */
export const listAccountResults = query({
  permission: 'host.read',
  input: z.object({}),
  async run(tx, ctx): Promise<ListedAccountResults> {
    onlyClubs(ctx)
    const accounts = await tx
      .select({ subjectId: zoomConnections.id })
      .from(zoomConnections)
      .where(eq(zoomConnections.way, 'account'))
      .orderBy(asc(zoomConnections.state), asc(zoomConnections.id))
    const groups = await tx
      .select({ subjectId: zoomGroups.id, groupName: zoomGroups.name })
      .from(zoomGroups)
      .where(lt(zoomGroups.missingCount, absences))
      .orderBy(asc(zoomGroups.name), asc(zoomGroups.id))
    const all = [...accounts.map((account) => ({ ...account, groupName: null })), ...groups]
    const findingOf = await openFindingIds(
      tx,
      all.map(({ subjectId }) => subjectId),
    )
    const subjects: AccountResults[] = []
    for (const { subjectId, groupName } of all) {
      const subjectKind = groupName === null ? ('account' as const) : ('group' as const)
      const results = await tx
        .select()
        .from(resultsCurrent)
        .where(
          and(eq(resultsCurrent.subjectKind, subjectKind), eq(resultsCurrent.subjectId, subjectId)),
        )
      const rows = resultRows(results, ctx.now, findingOf, await proofOfResults(tx, ctx, results))
      if (rows.length > 0) subjects.push({ subjectId, groupName, rows })
    }
    return { subjects, bodies: await bodiesAbove(tx) }
  },
})
