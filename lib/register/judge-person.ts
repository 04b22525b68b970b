import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { coaches } from '#db/schema/coaches'
import { command } from '../command'
import type { Context } from '../context'
import { announcedFrom } from '../core/profiles/announced-from'
import type { Profile } from '../core/profiles/profile'
import { profileLabel } from '../core/profiles/profile-label'
import { judgePerson as judge, type PersonVerdict } from '../core/register/judge-person'
import { registerRules } from '../core/register/needs'
import { ruleById } from '../core/rules/catalogue'
import { recordFindings } from '../findings/record-findings'
import type { Verdict } from '../findings/verdict'
import { id, newId } from '../ids'
import { dueAdd, dueFinish, dueRemove } from '../jobs/due'
import type { Lease } from '../jobs/with-due'
import { effectiveProfile } from '../profiles/effective-profile'
import { deliverStatus } from '../roll-ups/deliver-status'
import { judgeOfficersNow } from './judge-officers'
import { knownPerson, personRows, type PersonRows } from './known-person'

/**
 * Judges somebody on the register by the rules that hold, in the transaction that changed what they
 * have to show, and says when to look again: when the next of it ends, not at each check of Zoom.
 */
export async function judgePersonNow(tx: Tx, ctx: Context, coachId: string): Promise<void> {
  const next = await judgeAndSay(tx, ctx, coachId)
  await dueRemove(tx, 'judge-person', coachId)
  if (next) await dueAdd(tx, 'judge-person', coachId, next)
}

const work = command({
  name: 'register.judge',
  permission: 'register.work',
  input: z.object({ coachId: id, token: id }),
  async run(tx, ctx, { coachId, token }) {
    const next = await judgeAndSay(tx, ctx, coachId)
    await judgeOfficersNow(tx, ctx)
    await dueFinish(tx, 'judge-person', coachId, token, next)
    await deliverStatus(tx, ctx)
    return { result: undefined, trail: [{ subject: 'coach', subjectId: coachId }] }
  },
})

/** Judges somebody again whose credential has ended, or whose role has begun or ended, by itself. */
export const judgePersonDue = (ctx: Context, coachId: string, { token }: Lease): Promise<void> =>
  work(ctx, { coachId, token })

async function judgeAndSay(tx: Tx, ctx: Context, coachId: string): Promise<Date | null> {
  const [row] = await tx
    .select()
    .from(coaches)
    .where(and(eq(coaches.id, coachId), isNull(coaches.endsAt)))
    .for('no key update')
  const [person] = row ? await personRows(tx, [row]) : []
  if (!person) return null
  const profile = await effectiveProfile(tx, ctx, ctx.now)
  const verdicts = judge(profile, knownPerson(person, ctx.now), ctx.now)
  await recordPeople(tx, ctx, profile, new Map([[coachId, verdicts]]))
  return nextChange(person, verdicts, ctx.now)
}

/** Records what the rules come to for people, by their rows, in as many questions as for one. */
export async function recordPeople(
  tx: Tx,
  ctx: Context,
  profile: Profile,
  said: ReadonlyMap<string, readonly PersonVerdict[]>,
): Promise<void> {
  const { id: clubId } = ctx.organisation
  await recordFindings(tx, ctx, {
    ...{ auditId: newId(), connectionId: clubId, coachId: null, ofRegister: true },
    ...{ readAt: ctx.now, profile: profileLabel(profile), countsFrom: announcedFrom(profile) },
    about: { subjectIds: [...said.keys()], rules: registerRules },
    verdicts: [...said].flatMap(([coachId, all]) => all.map((each) => verdictOf(coachId, each))),
  })
}

/** One of them as results have it. */
export const verdictOf = (coachId: string, verdict: PersonVerdict): Verdict => ({
  ...{ subjectKind: 'coach', subjectId: coachId, control: verdict.rule },
  controlVersion: ruleById(verdict.rule)?.version ?? 1,
  ...{ level: verdict.level, result: verdict.result, because: verdict.kept },
  reason: verdict.result === 'could_not_check' ? 'not_verified' : null,
  ...{ derived: false, complete: true, readings: [] },
  shown: { proof: verdict.proof, until: verdict.until },
  coachId,
})

/** When what was said comes to be otherwise by itself; null where it does not. */
export function nextChange(
  { appointments }: PersonRows,
  verdicts: readonly PersonVerdict[],
  now: Date,
): Date | null {
  const moments = [
    ...verdicts.map(({ until }) => until),
    ...appointments.flatMap(({ startsAt, endsAt }) => [startsAt, endsAt]),
  ].filter((each): each is Date => each !== null && each > now)
  return moments.length === 0 ? null : new Date(Math.min(...moments.map(Number)))
}
