import { eq, min } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { affiliations } from '#db/schema/organisations'
import { findings } from '#db/schema/results'
import { scanCoaches, type SeenCoach } from '../coaches/scan-coaches'
import type { CoachCounts } from '../core/club-headline'
import { coachGroup, coachGroups } from '../core/coach-status'
import { groupByCause, type Cause } from '../core/group-findings'
import { orders, selectFindings } from '../findings/list-findings'
import { withAccounts, type CausedFinding } from '../findings/with-accounts'
import { bodiesAbove } from '../organisations/bodies-above'
import { query } from '../query'
import { instants, pastSettings } from './past-settings'

export type PastClub = {
  counts: CoachCounts
  /** In the order of their groups, the worst first. */
  coaches: readonly SeenCoach[]
  /** What was open by its cause, what MUST be mended first, and how many causes there were in all. */
  open: readonly Cause<CausedFinding>[]
  openInAll: number
  /** The bodies whose rules the club was judged by, by name. */
  bodies: readonly string[]
  /** When the club first was under a body; null where it was under none yet. */
  joinedAt: Date | null
}

/** What is shown, and what is looked at to find it. */
const causes_max = 100
const findings_max = 2000

/** How a club stood at a moment, as its officers see it: whom it knew, and what of them. */
export const getClubAsOf = query({
  permission: 'coach.manage',
  input: z.object(instants),
  isolation: 'repeatable read',
  settings: pastSettings,
  async run(tx, _ctx, { at }): Promise<PastClub> {
    const coaches: SeenCoach[] = []
    for await (const coach of scanCoaches(tx, at, {})) coaches.push(coach)
    const placeOf = ({ status }: SeenCoach) => coachGroups.indexOf(coachGroup(status))
    const isOpen = eq(findings.state, 'open')
    const open = await selectFindings(tx)
      .where(isOpen)
      .orderBy(...orders.open(false))
      .limit(findings_max)
    const causes = groupByCause(await withAccounts(tx, at, open))
    return {
      counts: countsOf(coaches),
      coaches: coaches.toSorted((one, other) => placeOf(one) - placeOf(other)),
      open: causes.slice(0, causes_max),
      openInAll: causes.length,
      bodies: await bodiesAbove(tx),
      joinedAt: await joinedAt(tx),
    }
  },
})

function countsOf(coaches: readonly SeenCoach[]): CoachCounts {
  const counts = { to_mend: 0, not_known: 0, risk_accepted: 0, up_to_date: 0, not_needed: 0 }
  for (const { status } of coaches) counts[coachGroup(status)] += 1
  return counts
}

async function joinedAt(tx: Tx): Promise<Date | null> {
  const [row] = await tx
    .select({ at: min(affiliations.startsAt) })
    .from(affiliations)
    .where(eq(affiliations.side, 'upper'))
  return row?.at ?? null
}
