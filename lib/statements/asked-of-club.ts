import { and, desc, eq, inArray } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { statements } from '#db/schema/statements'
import { actorUserId, type Context } from '../context'
import { isTaken } from '../core/profiles/equivalents'
import { askedOfClub, type StatementAsked } from '../core/proof/asked'
import { askedState, isToState, type AskedState } from '../core/proof/asked-state'
import { exemptNow } from '../exemptions/exempt-now'
import { answeredByPolicy, isWhole, type PolicyAnswer } from '../policies/answered-by-policy'
import { effectiveProfile } from '../profiles/effective-profile'
import { verifiedBy } from './verified-by'

/** What the club's rules ask it to state, and how that stands. */
export type ClubAsked = StatementAsked & {
  state: AskedState
  /** Who stated it last: a name, or "You"; null where nothing is stated. */
  by: string | null
  /** When; by a policy, since when that holds. */
  at: Date | null
  /** The second person, a name or "you", where there was one. */
  verifiedBy: string | null
  /** Until when it counts, or counted. */
  until: Date | null
  /** What it rests on in place of the rule's own words, as it was called. */
  restsOn: string | null
  /** Who said that the rule does not apply to the club, and why; null where it does. */
  exempt: string | null
  /** The policy that answers it in place of a statement. */
  policy: PolicyAnswer | null
}

/** What the club is asked to state by the rules that hold for it now, each with the newest word on it. */
export async function clubAsked(tx: Tx, ctx: Context): Promise<ClubAsked[]> {
  const profile = await effectiveProfile(tx, ctx, ctx.now)
  const asked = askedOfClub(profile)
  if (asked.length === 0) return []
  const rules = asked.map(({ rule }) => rule)
  const rows = await tx
    .selectDistinctOn([statements.rule])
    .from(statements)
    .where(and(eq(statements.subjectKind, 'club'), inArray(statements.rule, rules)))
    .orderBy(statements.rule, desc(statements.statedAt), desc(statements.id))
  const newest = new Map(rows.map((row) => [row.rule, row]))
  const exempt = (await exemptNow(tx, profile, ctx.now))(null)
  const answers = await answeredByPolicy(tx, ctx)
  const me = actorUserId(ctx)
  return asked.map((each): ClubAsked => {
    const row = newest.get(each.rule)
    const takes = isTaken(profile, each.rule, row?.equivalentKey ?? null)
    const stands = askedState(row, { ...each, takes, exempt: exempt.has(each.rule) }, ctx.now)
    const of = { ...each, ...stands, exempt: exempt.get(each.rule) ?? null, policy: null }
    const answer = answers.get(each.rule)
    if (answer && isToState(stands.state)) return byPolicy(of, answer, me)
    if (!row || stands.state === 'not_stated') {
      return { ...of, by: null, at: null, verifiedBy: null, restsOn: null }
    }
    const by = row.statedBy === me ? 'You' : row.statedByName
    const verified = verifiedBy(row, me)?.by ?? null
    return { ...of, by, at: row.statedAt, verifiedBy: verified, restsOn: row.equivalent }
  })
}

/** A policy stands for it: its adoption is the club's word, and whoever agreed to it signed. */
function byPolicy(
  of: StatementAsked & Pick<ClubAsked, 'exempt'>,
  policy: PolicyAnswer,
  me: string | null,
): ClubAsked {
  const by = policy.byUserId === me && me !== null ? 'You' : policy.by
  const state = isWhole(policy) ? 'signed' : 'partly_signed'
  const at = policy.since
  return { ...of, state, by, at, verifiedBy: null, until: null, restsOn: null, policy }
}
