import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { coaches } from '#db/schema/coaches'
import { sessions } from '#db/schema/meetings'
import { coachConnections, zoomConnections, zoomGroups } from '#db/schema/zoom-connections'
import { actorUserId, type Context } from '../context'
import { notFound } from '../core/errors'
import { mayRole } from '../core/permissions'
import { statementSubjects } from '../core/proof/statement'
import { id } from '../ids'

/** Which rule a statement is about, and of what. */
export const ofSubject = z.object({
  rule: z.string().min(1).max(40),
  subjectKind: z.enum(statementSubjects),
  subjectId: id,
})

/** The same, with what it rests on in place of the rule's own words, by its key in the rules. */
export const ofStatement = ofSubject.extend({
  equivalentKey: z.string().min(1).max(80).nullable().default(null),
})

export type Of = z.output<typeof ofSubject>

/** What a statement is about, and who may make one. */
export type StatementSubjectRow = {
  /** Whose it is; null where it is the club's own. */
  coachId: string | null
  /** The login of that coach, where they have one. */
  userId: string | null
  /** Set in the club's own Zoom account, so that its officers know it. */
  ofClub: boolean
  /** The Zoom connection that results of it come from; null where it has none. */
  connectionId: string | null
}

const clubs = { coachId: null, userId: null, ofClub: true } as const

/** The subject as the context's club has it. Throws `not_found` where it is none of the club's. */
export async function subjectOf(
  tx: Tx,
  ctx: Context,
  { subjectKind, subjectId }: Of,
): Promise<StatementSubjectRow> {
  if (ctx.organisation.kind !== 'club') throw notFound()
  if (subjectKind === 'club') {
    if (subjectId !== ctx.organisation.id) throw notFound()
    return { ...clubs, connectionId: null }
  }
  const found = await rowOf(tx, subjectKind, subjectId)
  if (!found) throw notFound()
  return found
}

/** True for a coach of what is theirs, and for officers of what is the club's. */
export function mayState(ctx: Context, subject: StatementSubjectRow): boolean {
  const isTheirs = subject.userId !== null && subject.userId === actorUserId(ctx)
  return isTheirs || (subject.ofClub && mayRole(ctx.roles, 'coach.manage'))
}

async function rowOf(tx: Tx, kind: Of['subjectKind'], subjectId: string) {
  if (kind === 'coach') {
    const [row] = await tx
      .select({ coachId: coaches.id, userId: coaches.userId })
      .from(coaches)
      .where(and(eq(coaches.id, subjectId), isNull(coaches.endsAt)))
    return row ? { ...row, ofClub: false, connectionId: null } : null
  }
  if (kind === 'user' || kind === 'meeting') return hostRow(tx, kind, subjectId)
  if (kind === 'account') {
    const [row] = await tx
      .select({ id: zoomConnections.id })
      .from(zoomConnections)
      .where(and(eq(zoomConnections.id, subjectId), eq(zoomConnections.way, 'account')))
    return row ? { ...clubs, connectionId: row.id } : null
  }
  const [group] = await tx
    .select({ connectionId: zoomGroups.connectionId })
    .from(zoomGroups)
    .where(eq(zoomGroups.id, subjectId))
  return group ? { ...clubs, connectionId: group.connectionId } : null
}

async function hostRow(tx: Tx, kind: 'user' | 'meeting', subjectId: string) {
  const connectionId = kind === 'user' ? subjectId : await connectionOfSession(tx, subjectId)
  if (!connectionId) return null
  const [row] = await tx
    .select({ connection: coachConnections, userId: coaches.userId })
    .from(coachConnections)
    .innerJoin(coaches, eq(coaches.id, coachConnections.coachId))
    .where(eq(coachConnections.id, connectionId))
  if (!row) return null
  const { coachId, holderOrganisationId, organisationId } = row.connection
  const ofClub = holderOrganisationId === organisationId
  return { coachId, userId: row.userId, ofClub, connectionId }
}

async function connectionOfSession(tx: Tx, sessionId: string): Promise<string | null> {
  const [row] = await tx
    .select({ connectionId: sessions.connectionId })
    .from(sessions)
    .where(eq(sessions.id, sessionId))
  return row?.connectionId ?? null
}
