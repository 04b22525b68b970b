import { and, asc, desc, eq, exists, inArray, sql, type SQL } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { acceptances } from '#db/schema/acceptances'
import { coaches } from '#db/schema/coaches'
import { sessions } from '#db/schema/meetings'
import { findings } from '#db/schema/results'
import { zoomGroups } from '#db/schema/zoom-connections'
import { onlyCoach } from '../coaches/only-coach'
import { controlWords, type SubjectKind } from '../core/control-words'
import { levels, type Level } from '../core/results'
import { id } from '../ids'
import { cursor, pageOf, type Paged } from '../keyset'
import { query } from '../query'

export type ListedFinding = {
  findingId: string
  control: string
  level: Level
  state: 'open' | 'closed'
  closeReason: (typeof findings.$inferSelect)['closeReason']
  /** What it is about: a host's settings, a session, or the club's own account or a group of it. */
  subjectKind: SubjectKind
  /** What is wrong, in a line. */
  headline: string
  /** Whose account or session it is; both null where it is the club's own account. */
  coachId: string | null
  coachName: string | null
  /** The session that it is about; null where it is about the whole account. */
  session: { sessionId: string; topic: string | null } | null
  /** The group that it is about, where it is one and is known still. */
  groupName: string | null
  openedAt: Date
  lastSeenAt: Date
  closedAt: Date | null
  /** By when it is to be mended; null for advice without such a day. */
  dueAt: Date | null
  /** Until when the risk of it is accepted, where it is: it stays not met. */
  acceptedUntil: Date | null
}

const page_rows = 50

const openKey = z.tuple([z.enum(levels), z.iso.datetime(), id])
const closedKey = z.tuple([z.iso.datetime(), id])
const key = cursor(z.union([openKey, closedKey]))

type Key = z.output<typeof openKey> | z.output<typeof closedKey>

/**
 * A page of findings. Open ones: what MUST be mended first, and of that what has been open longest.
 * Closed ones: the last closed first. A coach sees their own.
 */
export const listFindings = query({
  permission: 'finding.read',
  input: z.object({
    state: z.enum(['open', 'closed']).default('open'),
    level: z.enum(levels).optional(),
    coachId: id.optional(),
    /** Of the club's own account and its groups only. */
    of: z.literal('account').optional(),
    /** Whose risk is accepted, or asked to be. */
    risk: z.literal('accepted').optional(),
    after: key.optional(),
    before: key.optional(),
  }),
  async run(
    tx,
    ctx,
    { state, level, coachId, of, risk, after, before },
  ): Promise<Paged<ListedFinding>> {
    const own = onlyCoach(ctx)
    const order = orders[state]
    const from = before ?? after
    const rows = await selectFindings(tx)
      .where(
        and(
          eq(findings.state, state),
          level ? eq(findings.level, level) : undefined,
          coachId ? eq(findings.coachId, coachId) : undefined,
          of ? inArray(findings.subjectKind, ['account', 'group']) : undefined,
          risk ? exists(liveAcceptance(tx)) : undefined,
          own ? eq(findings.coachId, own) : undefined,
          from ? beyond(state, from, before !== undefined) : undefined,
        ),
      )
      .orderBy(...order(before !== undefined))
      .limit(page_rows + 1)
    return pageOf(rows.map(listed), page_rows, keyOf, {
      backwards: before !== undefined,
      started: after !== undefined,
    })
  },
})

/** Findings with whose they are and what they are about. */
export const selectFindings = (tx: Tx) =>
  tx
    .select({
      finding: findings,
      coachName: coaches.name,
      topic: sessions.topic,
      groupName: zoomGroups.name,
    })
    .from(findings)
    .leftJoin(coaches, eq(coaches.id, findings.coachId))
    .leftJoin(
      sessions,
      and(eq(findings.subjectKind, 'meeting'), eq(sessions.id, findings.subjectId)),
    )
    .leftJoin(
      zoomGroups,
      and(eq(findings.subjectKind, 'group'), eq(zoomGroups.id, findings.subjectId)),
    )

export type FindingRow = Awaited<ReturnType<typeof selectFindings>>[number]

/** A row as lists show it. */
export function listed({ finding, coachName, topic, groupName }: FindingRow): ListedFinding {
  const { id: findingId, control, level, state, closeReason, coachId, subjectKind } = finding
  return {
    ...{ findingId, control, level, state, closeReason, coachId, coachName },
    ...{ subjectKind, groupName },
    headline: controlWords(control, subjectKind).headline,
    session: subjectKind === 'meeting' ? { sessionId: finding.subjectId, topic } : null,
    openedAt: finding.openedAt,
    lastSeenAt: finding.lastSeenAt,
    closedAt: finding.closedAt,
    dueAt: finding.dueAt,
    acceptedUntil: finding.acceptedUntil,
  }
}

const liveAcceptance = (tx: Tx) =>
  tx
    .select({ id: acceptances.id })
    .from(acceptances)
    .where(
      and(
        eq(acceptances.findingId, findings.id),
        inArray(acceptances.state, ['requested', 'approved']),
      ),
    )

/** By the alphabet, MUST comes before SHOULD. */
export const orders = {
  open: (backwards: boolean) =>
    [findings.level, findings.openedAt, findings.id].map(backwards ? desc : asc),
  closed: (backwards: boolean) => [findings.closedAt, findings.id].map(backwards ? asc : desc),
}

const keyOf = ({ state, level, openedAt, closedAt, findingId }: ListedFinding) =>
  state === 'open'
    ? [level, openedAt.toISOString(), findingId]
    : [closedAt?.toISOString() ?? '', findingId]

function beyond(state: 'open' | 'closed', at: Key, backwards: boolean): SQL {
  // A key of the other list says nothing of this one: it begins again.
  if (state === 'open') {
    if (at.length !== 3) return sql`true`
    const row = sql`(${findings.level}, ${findings.openedAt}, ${findings.id})`
    const limit = sql`(${at[0]}, ${at[1]}::timestamptz, ${at[2]}::uuid)`
    return backwards ? sql`${row} < ${limit}` : sql`${row} > ${limit}`
  }
  if (at.length !== 2) return sql`true`
  const row = sql`(${findings.closedAt}, ${findings.id})`
  const limit = sql`(${at[0]}::timestamptz, ${at[1]}::uuid)`
  return backwards ? sql`${row} > ${limit}` : sql`${row} < ${limit}`
}
