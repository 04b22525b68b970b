import { z } from 'zod'
import { readCoach, type Coach } from '../coaches/get-coach'
import { id } from '../ids'
import { query } from '../query'
import { missedChecks, type MissedCheck } from './missed-checks'
import { instants, pastSettings } from './past-settings'

export type PastCoach = Coach & { missed: readonly MissedCheck[] }

/**
 * A coach as they stood at a moment: the same facts, asked as of it, judged by the same rules. Throws
 * `not_found` where the register did not have them yet, and for another coach.
 */
export const getCoachAsOf = query({
  permission: 'coach.read',
  input: z.object({ coachId: id, ...instants }),
  isolation: 'repeatable read',
  settings: pastSettings,
  async run(tx, ctx, { coachId, at }): Promise<PastCoach> {
    const coach = await readCoach(tx, { ...ctx, now: at }, { coachId })
    return { ...coach, missed: await missedChecks(tx, at, coach.accounts) }
  },
})
