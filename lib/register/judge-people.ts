import { and, eq, gt, inArray, isNull } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { coaches } from '#db/schema/coaches'
import { resultsCurrent } from '#db/schema/results'
import { command } from '../command'
import type { Context } from '../context'
import { grouped } from '../core/grouped'
import type { Profile } from '../core/profiles/profile'
import { profileLabel } from '../core/profiles/profile-label'
import { judgePerson, type PersonVerdict } from '../core/register/judge-person'
import { registerRules } from '../core/register/needs'
import { lockUntilCommit } from '../database/lock-until-commit'
import { standAsBefore } from '../findings/record-results'
import { id } from '../ids'
import { dueAddAll, dueMark, dueSettle } from '../jobs/due'
import type { Hint } from '../jobs/enqueue'
import { giveHints } from '../jobs/give-hints'
import { putOffFirst } from '../jobs/put-off-first'
import type { Lease } from '../jobs/with-due'
import { effectiveProfile } from '../profiles/effective-profile'
import { statusDue } from '../roll-ups/status-due'
import { judgeOfficersNow } from './judge-officers'
import { nextChange, recordPeople, verdictOf } from './judge-person'
import { knownPerson, personRows, type PersonRows } from './known-person'

/** So many people are written in one transaction. */
const atOnce_max = 400

type CoachRow = typeof coaches.$inferSelect

/** Has everybody judged shortly by a worker, once: for whoever changes many rows at once. */
export async function judgePeopleSoon(tx: Tx, ctx: Context): Promise<void> {
  await dueMark(tx, 'judge-people', ctx.organisation.id, ctx.now)
}

const part = command({
  name: 'register.judge_people',
  permission: 'register.work',
  input: z.object({ clubId: id, after: id.nullable() }),
  async run(tx, ctx, { clubId, after }) {
    await lockUntilCommit(tx, `judge:${clubId}:${clubId}`)
    const profile = await effectiveProfile(tx, ctx, ctx.now)
    const rows = await onRegister(tx, after)
    const judged = await changed(tx, ctx, profile, rows)
    await judge(tx, ctx, profile, judged)
    const status: readonly Hint[] = judged.length > 0 ? await statusDue(tx, ctx) : []
    const last = rows.length < atOnce_max ? null : (rows.at(-1)?.id ?? null)
    const detail = { judged: judged.length, of: rows.length }
    return { result: { last, status }, trail: [{ subject: 'club', subjectId: clubId, detail }] }
  },
})

const finish = command({
  name: 'register.judged_people',
  permission: 'register.work',
  input: z.object({ clubId: id, putOffTo: z.date() }),
  async run(tx, ctx, { clubId, putOffTo }) {
    await lockUntilCommit(tx, `judge:${clubId}:${clubId}`)
    await judgeOfficersNow(tx, ctx)
    const status = await statusDue(tx, ctx)
    await dueSettle(tx, 'judge-people', clubId, putOffTo, null)
    return { result: status, trail: [{ subject: 'club', subjectId: clubId }] }
  },
})

/**
 * Judges everybody on the register whose results are not what they come to now, part by part: after
 * many were put on it, or changed. Done again it changes nothing.
 */
export async function judgePeopleDue(
  ctx: Context,
  clubId: string,
  { token }: Pick<Lease, 'token'>,
): Promise<void> {
  const putOffTo = await putOffFirst(ctx, 'judge-people', clubId, token)
  await judgeEverybody(ctx)
  await giveHints(await finish(ctx, { clubId, putOffTo }))
}

/** The same of whoever is on the register, in the order of their rows, where the rules changed. */
export async function judgeEverybody(ctx: Context): Promise<void> {
  const clubId = ctx.organisation.id
  let after: string | null = null
  do {
    const { last, status }: Part = await part(ctx, { clubId, after })
    await giveHints(status)
    after = last
  } while (after !== null)
}

type Part = { readonly last: string | null; readonly status: readonly Hint[] }

/** The next so many on the register, by their ids. */
const onRegister = (tx: Tx, after: string | null): Promise<CoachRow[]> =>
  tx
    .select()
    .from(coaches)
    .where(and(isNull(coaches.endsAt), after ? gt(coaches.id, after) : undefined))
    .orderBy(coaches.id)
    .limit(atOnce_max)

/** Those of these whose results are not what they come to now. */
async function changed(
  tx: Tx,
  ctx: Context,
  profile: Profile,
  people: readonly CoachRow[],
): Promise<string[]> {
  if (people.length === 0) return []
  const rows = await tx
    .select()
    .from(resultsCurrent)
    .where(
      and(
        eq(resultsCurrent.subjectKind, 'coach'),
        inArray(
          resultsCurrent.subjectId,
          people.map((each) => each.id),
        ),
        inArray(resultsCurrent.control, [...registerRules]),
      ),
    )
  const before = grouped(rows, ({ subjectId }) => subjectId)
  const label = profileLabel(profile)
  return (await personRows(tx, people)).flatMap((person) => {
    const { id: coachId } = person.row
    const verdicts = verdictsOf(profile, person, ctx.now).map((each) => verdictOf(coachId, each))
    return standAsBefore(before.get(coachId) ?? [], verdicts, label) ? [] : [coachId]
  })
}

const verdictsOf = (profile: Profile, person: PersonRows, now: Date): PersonVerdict[] =>
  judgePerson(profile, knownPerson(person, now), now)

/** Judges them by what is so once their rows are held: somebody may have changed it meanwhile. */
async function judge(
  tx: Tx,
  ctx: Context,
  profile: Profile,
  coachIds: readonly string[],
): Promise<void> {
  if (coachIds.length === 0) return
  const held: CoachRow[] = await tx
    .select()
    .from(coaches)
    .where(and(inArray(coaches.id, [...coachIds]), isNull(coaches.endsAt)))
    .orderBy(coaches.id)
    .for('no key update')
  const people = await personRows(tx, held)
  const said = new Map(
    people.map((person) => [person.row.id, verdictsOf(profile, person, ctx.now)] as const),
  )
  await recordPeople(tx, ctx, profile, said)
  const next = people.flatMap((person) => {
    const at = nextChange(person, said.get(person.row.id) ?? [], ctx.now)
    return at ? [{ subjectId: person.row.id, at }] : []
  })
  await dueAddAll(tx, 'judge-person', next)
}
