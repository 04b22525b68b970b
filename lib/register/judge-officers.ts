import { inArray, isNull } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { coaches } from '#db/schema/coaches'
import { appointments } from '#db/schema/register'
import type { Context } from '../context'
import { grouped } from '../core/grouped'
import { profileLabel } from '../core/profiles/profile-label'
import { appointmentState, coachingRoles, welfareRoles } from '../core/register/appointment'
import { judgeOfficers, type Officer } from '../core/register/judge-officers'
import { ruleById } from '../core/rules/catalogue'
import { recordFindings } from '../findings/record-findings'
import { newId } from '../ids'
import { effectiveProfile } from '../profiles/effective-profile'

const rule = 'P12'

/** Who holds a post of welfare or of coaching at the club now. */
export async function officersNow(tx: Tx, now: Date): Promise<Officer[]> {
  const posts = await tx
    .select()
    .from(appointments)
    .where(inArray(appointments.role, [...welfareRoles, ...coachingRoles]))
  const held = posts.filter((each) => appointmentState(each, now) === 'held')
  const postsOf = grouped(held, ({ coachId }) => coachId)
  const rows = await tx.select().from(coaches).where(isNull(coaches.endsAt))
  return rows.flatMap(({ id: coachId, name, coaching }) => {
    const own = postsOf.get(coachId)
    if (!own) return []
    const welfare = own.filter(({ role }) => welfareRoles.includes(role))
    const ends = welfare.flatMap(({ endsAt }) => (endsAt ? [Number(endsAt)] : []))
    const all = welfare.length > 0 && ends.length === welfare.length
    const welfareEndsAt = all ? new Date(Math.max(...ends)) : null
    return [{ coachId, name, coaching, roles: own.map(({ role }) => role), welfareEndsAt }]
  })
}

/** Judges who looks after welfare at the club, in the transaction that changed it. */
export async function judgeOfficersNow(tx: Tx, ctx: Context): Promise<void> {
  const profile = await effectiveProfile(tx, ctx, ctx.now)
  const clubId = ctx.organisation.id
  const found = judgeOfficers(profile, await officersNow(tx, ctx.now), ctx.now)
  await recordFindings(tx, ctx, {
    ...{ auditId: newId(), connectionId: clubId, coachId: null, readAt: ctx.now },
    ...{ ofRegister: true, profile: profileLabel(profile) },
    about: { subjectIds: [clubId], rules: [rule] },
    verdicts: found
      ? [
          {
            ...{ subjectKind: 'club', subjectId: clubId, control: rule, ...found },
            ...{ controlVersion: ruleById(rule)?.version ?? 1, reason: null },
            ...{ derived: false, complete: true, readings: [] },
            shown: { proof: 'verified', until: null },
          },
        ]
      : [],
  })
}
