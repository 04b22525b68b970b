import { and, asc, desc, eq, ne } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { coaches } from '#db/schema/coaches'
import { sessions } from '#db/schema/meetings'
import { statements } from '#db/schema/statements'
import { zoomGroups } from '#db/schema/zoom-connections'
import { onlyCoach } from '../coaches/only-coach'
import { actorUserId, type Context } from '../context'
import { notFound } from '../core/errors'
import { mayRole } from '../core/permissions'
import { whyNotVerify, type NotVerifiable } from '../core/proof/claim'
import { isInForce, type StatementState, type StatementSubject } from '../core/proof/statement'
import { query } from '../query'
import { clubAsked, type ClubAsked } from './asked-of-club'
import { verifiedBy } from './verified-by'

/** One statement, as the club's list of them has it. */
export type ListedStatement = {
  statementId: string
  rule: string
  subject: { subjectKind: StatementSubject; subjectId: string }
  /** Whose it is, what a session is called, or which group; null where the club's own. */
  coachName: string | null
  about: string | null
  words: string
  /** What it rests on in place of the rule's own words; null where on those. */
  restsOn: string | null
  /** A name, or "You". */
  by: string
  at: Date
  until: Date
  /** One whose time is over has lapsed, whether or not anybody has written that down. */
  state: StatementState
  endedAt: Date | null
  verified: { by: string; at: Date } | null
  /** For who may verify: null where they may this one, else why not; undefined for everybody else. */
  notVerifiable?: NotVerifiable | null
}

export type ListedStatements = {
  /** In force, the next to lapse first. */
  inForce: readonly ListedStatement[]
  /** Ended, the newest first. */
  ended: readonly ListedStatement[]
  /** What the club's rules ask it to state, and Zoom never tells. Officers only. */
  asked: readonly ClubAsked[]
}

const inForce_max = 300
const ended_max = 50

/** What people of the club stated, and how that stands. A coach has what is about them only. */
export const listStatements = query({
  permission: 'statement.read',
  input: z.object({}),
  async run(tx, ctx): Promise<ListedStatements> {
    if (ctx.organisation.kind !== 'club') throw notFound()
    const own = onlyCoach(ctx)
    const theirs = own ? eq(statements.coachId, own) : undefined
    const standing = await selectStatements(tx)
      .where(and(eq(statements.state, 'in_force'), theirs))
      .orderBy(asc(statements.lapsesAt), asc(statements.id))
      .limit(inForce_max)
    const over = await selectStatements(tx)
      .where(and(ne(statements.state, 'in_force'), theirs))
      .orderBy(desc(statements.endedAt), desc(statements.id))
      .limit(ended_max)
    const listed = [...standing, ...over].map((row) => listedFor(ctx, row))
    return {
      inForce: listed.filter(({ state }) => state === 'in_force'),
      ended: listed.filter(({ state }) => state !== 'in_force'),
      asked: own ? [] : await clubAsked(tx, ctx),
    }
  },
})

/** Statements with what a list says of each, to be narrowed by `where`. */
export const selectStatements = (tx: Tx) =>
  tx
    .select({
      row: statements,
      coachName: coaches.name,
      userId: coaches.userId,
      topic: sessions.topic,
      groupName: zoomGroups.name,
    })
    .from(statements)
    .leftJoin(coaches, eq(coaches.id, statements.coachId))
    .leftJoin(
      sessions,
      and(eq(statements.subjectKind, 'meeting'), eq(sessions.id, statements.subjectId)),
    )
    .leftJoin(
      zoomGroups,
      and(eq(statements.subjectKind, 'group'), eq(zoomGroups.id, statements.subjectId)),
    )

type Row = Awaited<ReturnType<typeof selectStatements>>[number]

/** One of these as the reader has it. */
export function listedFor(ctx: Context, found: Row): ListedStatement {
  const { row, coachName, userId, topic, groupName } = found
  const me = actorUserId(ctx)
  const lapsed = row.state === 'in_force' && !isInForce(row, ctx.now)
  const { statedBy: providedBy } = row
  return {
    statementId: row.id,
    rule: row.rule,
    subject: { subjectKind: row.subjectKind, subjectId: row.subjectId },
    coachName,
    about: topic ?? groupName,
    words: row.words,
    restsOn: row.equivalent,
    by: providedBy === me ? 'You' : row.statedByName,
    at: row.statedAt,
    until: row.lapsesAt,
    state: lapsed ? 'lapsed' : row.state,
    endedAt: lapsed ? row.lapsesAt : row.endedAt,
    verified: verifiedBy(row, me),
    ...(mayRole(ctx.roles, 'statement.verify')
      ? { notVerifiable: whyNotVerify({ providedBy, subjectUserId: userId }, me ?? '') }
      : {}),
  }
}
