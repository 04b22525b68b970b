import { and, eq, inArray, isNull } from 'drizzle-orm'
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
import { isChange } from '../findings/record-results'
import { id } from '../ids'
import { dueAdd, dueAddAll, dueFinish, dueMark } from '../jobs/due'
import type { Hint } from '../jobs/enqueue'
import { giveHints } from '../jobs/give-hints'
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
  input: z.object({ clubId: id, token: id.nullable() }),
  async run(tx, ctx, { clubId, token }) {
    // Ended first, which holds the row: what changes meanwhile makes it due again.
    if (token) await dueFinish(tx, 'judge-people', clubId, token, null)
    await lockUntilCommit(tx, `judge:${clubId}:${clubId}`)
    const profile = await effectiveProfile(tx, ctx, ctx.now)
    const other = await changed(tx, ctx, profile)
    const judged = other.slice(0, atOnce_max)
    await judge(tx, ctx, profile, judged)
    const left = other.length - judged.length
    if (left > 0 && token) await dueAdd(tx, 'judge-people', clubId, ctx.now)
    if (left === 0) await judgeOfficersNow(tx, ctx)
    const status: readonly Hint[] = await statusDue(tx, ctx)
    const detail = { judged: judged.length, left }
    return { result: { left, status }, trail: [{ subject: 'club', subjectId: clubId, detail }] }
  },
})

/**
 * Judges a part of the people on the register whose results are not what they come to now: after many
 * were put on it, or changed. What is left is due again.
 */
export async function judgePeopleDue(
  ctx: Context,
  clubId: string,
  { token }: Pick<Lease, 'token'>,
): Promise<void> {
  const { left, status } = await part(ctx, { clubId, token })
  const again: Hint = { kind: 'judge-people', organisationId: clubId, subjectId: clubId }
  await giveHints(left > 0 ? [...status, again] : status)
}

/** The same of all of them, part by part: where the rules changed. */
export async function judgeEverybody(ctx: Context): Promise<void> {
  const clubId = ctx.organisation.id
  let before = Number.POSITIVE_INFINITY
  for (;;) {
    const { left, status } = await part(ctx, { clubId, token: null })
    await giveHints(status)
    // Each part leaves fewer; where one does not, the rest waits for the next look.
    if (left === 0 || left >= before) return
    before = left
  }
}

const onRegister = (tx: Tx) => tx.select().from(coaches).where(isNull(coaches.endsAt))

/** Whose results are not what they come to now, or who is new and comes to be otherwise one day. */
async function changed(tx: Tx, ctx: Context, profile: Profile): Promise<string[]> {
  const rows = await tx
    .select()
    .from(resultsCurrent)
    .where(
      and(
        eq(resultsCurrent.subjectKind, 'coach'),
        inArray(resultsCurrent.control, [...registerRules]),
      ),
    )
  const before = grouped(rows, ({ subjectId }) => subjectId)
  const label = profileLabel(profile)
  return (await personRows(tx, await onRegister(tx))).flatMap((person) => {
    const { id: coachId } = person.row
    const stood = new Map((before.get(coachId) ?? []).map((row) => [row.control, row]))
    const verdicts = verdictsOf(profile, person, ctx.now)
    const isSame =
      stood.size === verdicts.length &&
      verdicts.every((each) => !isChange(stood.get(each.rule), verdictOf(coachId, each), label))
    return isSame ? [] : [coachId]
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
