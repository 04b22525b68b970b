import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { mends } from '#db/schema/mends'
import { planMark } from '../core/mends/plan-mark'
import { fixableControls, planMend, type MendChange } from '../core/mends/plan-mend'
import { isUnderWay } from '../core/mends/states'
import { controlIds } from '../core/results'
import { isOver } from '../core/session-time'
import { query } from '../query'
import type { NeededScope } from '../zoom-connections/needed-scopes'
import { seenMends, type SeenMend } from './mend-seen'
import { timeAt } from './one-time-of'
import { coachOfConnection, lastReadings, mendSubject, subjectInput } from './mend-subject'
import { consentInForce } from './mending-consent'
import { missingToMend } from './missing-to-mend'
import { onlyHolders } from './only-holders'

/**
 * What can be done about rules of one subject from here. `not_ours`: nothing, they are not of the
 * kind; `not_enough`: no change of ours would meet them; `under_way`: a change is on its way. The
 * changes are shown before anything is consented to.
 */
export type MendOffer = {
  /** The newest mend of this subject that was for any of these rules. */
  readonly last: SeenMend | null
  /** What the session is called; null for the person's own settings. */
  readonly topic: string | null
  /** Whose it is in a club's own account; null in one's own record. */
  readonly coachName: string | null
} & (
  | { readonly state: 'not_ours' | 'nothing_wrong' | 'not_enough' | 'not_connected' | 'under_way' }
  | {
      /** `consent`: they have not said yes yet; `grant`: Zoom has not; `ready`: both have. */
      readonly state: 'consent' | 'grant' | 'ready'
      /** What is to be consented for: of a host in a club's own account, that account. */
      readonly connectionId: string
      /** What Zoom still has to allow. */
      readonly missing: readonly NeededScope[]
      readonly changes: readonly MendChange[]
      /** When the one time of a series is that is changed; null where it is all of it. */
      readonly timeAt: Date | null
      /** Stands for exactly these changes. */
      readonly mark: string
    }
)

/**
 * What Touchline could change of one's own settings or session, or of a host in the club's own
 * account. Throws `not_found`.
 */
export const previewMend = query({
  permission: 'mend.read',
  input: subjectInput.extend({ controls: z.array(z.enum(controlIds)).max(controlIds.length) }),
  async run(tx, ctx, { controls, ...asked }): Promise<MendOffer> {
    onlyHolders(ctx)
    const subject = await mendSubject(tx, asked)
    const { connection, meeting } = subject
    const ofSubject = and(
      eq(mends.subjectKind, asked.subjectKind),
      eq(mends.subjectId, asked.subjectId),
    )
    const made = await seenMends(tx, ctx.now, ofSubject, 20)
    const last = made.find((each) => each.controls.some((id) => controls.includes(id))) ?? null
    const coachName = await coachOfConnection(tx, connection.id)
    const seen = { last, topic: meeting?.topic ?? null, coachName }
    const fixable = fixableControls(asked.subjectKind)
    const ours = controls.filter((id) => fixable.includes(id))
    if (ours.length === 0 || (meeting && isOver(meeting, ctx.now))) {
      return { ...seen, state: 'not_ours' }
    }
    if (connection.state !== 'connected') return { ...seen, state: 'not_connected' }
    const underWay = made.find(({ state }) => isUnderWay(state))
    if (underWay) return { ...seen, last: underWay, state: 'under_way' }
    const plan = planMend(asked.subjectKind, ours, await lastReadings(tx, subject, ctx.now))
    if (!plan.ok) return { ...seen, state: plan.because }
    const consent = await consentInForce(tx, connection)
    const missing = missingToMend(connection)
    const state = !consent ? 'consent' : missing.length === 0 ? 'ready' : 'grant'
    const connectionId = connection.viaConnectionId ?? connection.id
    return {
      ...seen,
      state,
      connectionId,
      missing,
      changes: plan.changes,
      timeAt: timeAt(plan),
      mark: planMark(plan),
    }
  },
})
