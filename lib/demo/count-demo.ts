import { and, count, eq, isNotNull, isNull, ne } from 'drizzle-orm'
import { inTenant } from '#db/tenant'
import { audits, clubAudits } from '#db/schema/audits'
import { coaches } from '#db/schema/coaches'
import { findings, resultsCurrent } from '#db/schema/results'
import { zoomConnections } from '#db/schema/zoom-connections'
import type { Context } from '../context'
import type { Result } from '../core/results'
import { appPool } from '../database/pools'

export type HolderCounts = {
  connections: number
  finished: number
  /** Finished audits that the scheduler started. */
  scheduled: number
  underWay: number
}

/** What is in a person's own record, under their own tenancy. */
export const countHolder = (me: Context): Promise<HolderCounts> =>
  inTenant(appPool(), me.organisation.id, async (tx) => {
    const finished = eq(audits.state, 'finished')
    return {
      connections: await tx.$count(zoomConnections),
      finished: await tx.$count(audits, finished),
      scheduled: await tx.$count(audits, and(finished, eq(audits.trigger, 'scheduled'))),
      underWay: await tx.$count(audits, ne(audits.state, 'finished')),
    }
  })

export type ClubCounts = {
  coaches: number
  /** Audits that were read and not yet judged here. */
  toJudge: number
  results: Record<Result, number>
  findingsOpen: number
}

/** What is in a club, under its own tenancy. */
export const countClub = (ctx: Context): Promise<ClubCounts> =>
  inTenant(appPool(), ctx.organisation.id, async (tx) => {
    const rows = await tx
      .select({ result: resultsCurrent.result, number: count() })
      .from(resultsCurrent)
      .groupBy(resultsCurrent.result)
    const of = (state: Result) => rows.find(({ result }) => result === state)?.number ?? 0
    return {
      coaches: await tx.$count(coaches, isNull(coaches.endsAt)),
      toJudge: await tx.$count(
        clubAudits,
        and(isNotNull(clubAudits.readAt), ne(clubAudits.state, 'judged')),
      ),
      results: perResult(of),
      findingsOpen: await tx.$count(findings, eq(findings.state, 'open')),
    }
  })

/** A number for each state that a result can have. */
export const perResult = (of: (state: Result) => number): Record<Result, number> => ({
  met: of('met'),
  not_met: of('not_met'),
  could_not_check: of('could_not_check'),
  not_applicable: of('not_applicable'),
})

/** In which states the results of one coach of the club are now, by their address. */
export const statesOfCoach = (ctx: Context, email: string): Promise<readonly Result[]> =>
  inTenant(appPool(), ctx.organisation.id, async (tx) => {
    const rows = await tx
      .selectDistinct({ result: resultsCurrent.result })
      .from(resultsCurrent)
      .innerJoin(coaches, eq(coaches.id, resultsCurrent.coachId))
      .where(eq(coaches.email, email))
    return rows.map(({ result }) => result)
  })
