import { and, inArray, isNull } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { coaches } from '#db/schema/coaches'
import { resultsCurrent } from '#db/schema/results'
import { command } from '../command'
import type { Context } from '../context'
import { announcedFrom } from '../core/profiles/announced-from'
import type { Profile } from '../core/profiles/profile'
import { profileLabel } from '../core/profiles/profile-label'
import { ruleById } from '../core/rules/catalogue'
import { saidRuleIds } from '../core/rules/rule-ids'
import { grouped } from '../core/grouped'
import { isSignedOrStated, judgeClub } from '../core/sign-offs/judge-club'
import { judgeSigned as judgePerson, type SignedVerdict } from '../core/sign-offs/judge-signed'
import { lockUntilCommit } from '../database/lock-until-commit'
import { exemptNow } from '../exemptions/exempt-now'
import { recordFindings } from '../findings/record-findings'
import { standAsBefore } from '../findings/record-results'
import type { Verdict } from '../findings/verdict'
import { id, newId } from '../ids'
import { dueSettle } from '../jobs/due'
import type { Hint } from '../jobs/enqueue'
import { giveHints } from '../jobs/give-hints'
import { putOffFirst } from '../jobs/put-off-first'
import type { Lease } from '../jobs/with-due'
import { answeredByPolicy } from '../policies/answered-by-policy'
import { effectiveProfile } from '../profiles/effective-profile'
import { statusDue } from '../roll-ups/status-due'
import { peopleSigned, standingWords } from './people-signed'

/** So many people are written in one transaction; who is left comes in the next. */
const judgedAtOnce_max = 400

/** What is judged here; all else of the same people and club is judged elsewhere. */
const rules = saidRuleIds.filter(isSignedOrStated)

const work = command({
  name: 'sign_off.judge',
  permission: 'sign_off.work',
  input: z.object({ clubId: id, putOffTo: z.date() }),
  async run(tx, ctx, { clubId, putOffTo }) {
    await lockUntilCommit(tx, `judge:${clubId}:${clubId}`)
    const profile = await effectiveProfile(tx, ctx, ctx.now)
    const said = await verdictsOf(tx, ctx, profile)
    const other = await changed(tx, profile, said)
    const now = other.slice(0, judgedAtOnce_max)
    await record(tx, ctx, profile, said, now)
    const left = other.length - now.length
    const next = left > 0 ? ctx.now : nextChange(said, ctx.now)
    const status: readonly Hint[] = now.length > 0 ? await statusDue(tx, ctx) : []
    await dueSettle(tx, 'judge-signed', clubId, putOffTo, next)
    const again: Hint = { kind: 'judge-signed', organisationId: clubId, subjectId: clubId }
    return {
      result: left > 0 ? [...status, again] : status,
      trail: [{ subject: 'club', subjectId: clubId, detail: { judged: now.length, left } }],
    }
  },
})

/**
 * Judges a club and everybody on its register by what they signed, adopted and stated, in bounded
 * parts: only who stands otherwise than before is written. Done again it changes nothing. Looks again
 * when the next time to sign is over, or what was signed is to be signed anew.
 */
export async function judgeSigned(
  ctx: Context,
  clubId: string,
  { token }: Pick<Lease, 'token'>,
): Promise<void> {
  const putOffTo = await putOffFirst(ctx, 'judge-signed', clubId, token)
  await giveHints(await work(ctx, { clubId, putOffTo }))
}

/** By subject (a person’s row, or the club), what the rules come to for it. */
type Said = ReadonlyMap<string, readonly SignedVerdict[]>

async function verdictsOf(tx: Tx, ctx: Context, profile: Profile): Promise<Said> {
  const exempt = (await exemptNow(tx, profile, ctx.now))(null)
  const { people, drilling } = await peopleSigned(tx, ctx, profile, exempt)
  const said = new Map<string, readonly SignedVerdict[]>(
    people.map((each) => [each.coachId, judgePerson(profile, each, ctx.now)]),
  )
  const ofPeople = new Set([...said.values()].flatMap((all) => all.map(({ rule }) => rule)))
  const words = await standingWords(tx, ctx, profile, 'club')
  const club = judgeClub(
    profile,
    {
      answers: await answeredByPolicy(tx, ctx),
      words: new Map(words.map((each) => [each.rule, each])),
      ...{ drilling, ofPeople, exempt },
    },
    ctx.now,
  )
  return said.set(ctx.organisation.id, club)
}

/** Whose results are not what they come to now. */
async function changed(tx: Tx, profile: Profile, said: Said): Promise<string[]> {
  const rows = await tx
    .select()
    .from(resultsCurrent)
    .where(
      and(
        inArray(resultsCurrent.subjectKind, ['coach', 'club']),
        inArray(resultsCurrent.control, [...rules]),
      ),
    )
  const before = grouped(rows, ({ subjectId }) => subjectId)
  const label = profileLabel(profile)
  return [...said].flatMap(([subjectId, all]) => {
    const verdicts = all.map((each) => verdictOf('coach', subjectId, each))
    return standAsBefore(before.get(subjectId) ?? [], verdicts, label) ? [] : [subjectId]
  })
}

async function record(
  tx: Tx,
  ctx: Context,
  profile: Profile,
  said: Said,
  subjectIds: readonly string[],
): Promise<void> {
  const { id: clubId } = ctx.organisation
  // Held, so that nobody leaves the register meanwhile.
  const here = await tx
    .select({ id: coaches.id })
    .from(coaches)
    .where(and(inArray(coaches.id, [...subjectIds]), isNull(coaches.endsAt)))
    .orderBy(coaches.id)
    .for('no key update')
  const stay = new Set([clubId, ...here.map((row) => row.id)])
  const judged = subjectIds.filter((each) => stay.has(each))
  if (judged.length === 0) return
  await recordFindings(tx, ctx, {
    ...{ auditId: newId(), connectionId: clubId, coachId: null, ofRegister: true },
    ...{ readAt: ctx.now, profile: profileLabel(profile), countsFrom: announcedFrom(profile) },
    about: { subjectIds: judged, rules },
    verdicts: judged.flatMap((subjectId) =>
      (said.get(subjectId) ?? []).map((each) =>
        verdictOf(subjectId === clubId ? 'club' : 'coach', subjectId, each),
      ),
    ),
  })
}

const verdictOf = (
  subjectKind: 'club' | 'coach',
  subjectId: string,
  { rule, level, result, reason, because, proof, until }: SignedVerdict,
): Verdict => ({
  ...{ subjectKind, subjectId, control: rule, controlVersion: ruleById(rule)?.version ?? 1 },
  ...{ level, result, reason, because, derived: false, complete: true, readings: [] },
  ...(result === 'not_applicable' ? { exempt: true } : {}),
  ...(subjectKind === 'coach' ? { coachId: subjectId } : {}),
  shown: { proof, until },
})

/** When what was said comes to be otherwise by itself; null where it does not. */
function nextChange(said: Said, now: Date): Date | null {
  const moments = [...said.values()]
    .flatMap((all) => all.flatMap(({ changesAt }) => changesAt ?? []))
    .filter((each) => each > now)
  return moments.length === 0 ? null : new Date(Math.min(...moments.map(Number)))
}
