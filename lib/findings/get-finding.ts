import { and, asc, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { coaches } from '#db/schema/coaches'
import { sessions } from '#db/schema/meetings'
import { findingEvents, findings, resultsCurrent } from '#db/schema/results'
import { zoomGroups } from '#db/schema/zoom-connections'
import { checkOfConnection } from '../audits/check-of-connection'
import { onlyCoach } from '../coaches/only-coach'
import type { Context } from '../context'
import type { CheckAgain } from '../core/check-again'
import { controlWords, type ControlWords, type SubjectKind } from '../core/control-words'
import { notFound } from '../core/errors'
import { id } from '../ids'
import { bodiesAbove } from '../organisations/bodies-above'
import { query } from '../query'
import { listed, selectFindings, type ListedFinding } from './list-findings'

export type FindingEvent = {
  event: 'opened' | 'reopened' | 'closed'
  closeReason: string | null
  because: string
  auditId: string | null
  at: Date
}

export type Finding = ListedFinding & {
  controlVersion: number
  /** What it is about: an account, by its connection, or a session. */
  subject: { subjectKind: SubjectKind; subjectId: string }
  /** What was seen, as the check that opened it or saw it last said. */
  because: string
  timesOpened: number
  words: ControlWords
  coachEmail: string | null
  /** When its session next takes place, as last read. */
  sessionStartsAt: Date | null
  /** What the newest check made of it; null where the subject is judged no more. */
  now: {
    result: 'met' | 'not_met' | 'could_not_check' | 'not_applicable'
    because: string
    checkedAt: Date
  } | null
  /** The bodies whose rule it is, by name. */
  bodies: readonly string[]
  /** Oldest first. */
  events: readonly FindingEvent[]
  check: CheckAgain
}

const events_max = 200

/** One finding with all that a page says of it. A coach has their own only. */
export const getFinding = query({
  permission: 'finding.read',
  input: z.object({ findingId: id }),
  run: readFinding,
})

/** The same in a transaction that reads: as of a moment, where it asks as of one and `ctx.now` is it. */
export async function readFinding(
  tx: Tx,
  ctx: Context,
  { findingId }: { findingId: string },
): Promise<Finding> {
  const own = onlyCoach(ctx)
  const [row] = await selectFindings(tx).where(eq(findings.id, findingId))
  if (!row || (own && row.finding.coachId !== own)) throw notFound()
  const { finding } = row
  const coach = await coachOf(tx, finding)
  const session = await sessionOf(tx, finding)
  return {
    ...listed(row),
    controlVersion: finding.controlVersion,
    subject: { subjectKind: finding.subjectKind, subjectId: finding.subjectId },
    because: finding.because,
    timesOpened: finding.timesOpened,
    words: controlWords(finding.control, finding.subjectKind),
    coachEmail: coach?.email ?? null,
    sessionStartsAt: session?.startsAt ?? null,
    now: await resultNow(tx, finding),
    bodies: await bodiesAbove(tx),
    events: await eventsOf(tx, findingId),
    check: await checkOfConnection(
      tx,
      ctx.now,
      session?.connectionId ?? (await connectionOf(tx, finding)),
      coach ? coach.endsAt !== null : false,
    ),
  }
}

type Row = typeof findings.$inferSelect

async function coachOf(tx: Tx, { coachId }: Row) {
  if (coachId === null) return undefined
  const [coach] = await tx.select().from(coaches).where(eq(coaches.id, coachId))
  return coach
}

/** A group is read with its account; settings are a connection's own. */
async function connectionOf(tx: Tx, { subjectKind, subjectId }: Row): Promise<string> {
  if (subjectKind !== 'group') return subjectId
  const [group] = await tx
    .select({ connectionId: zoomGroups.connectionId })
    .from(zoomGroups)
    .where(eq(zoomGroups.id, subjectId))
  return group?.connectionId ?? subjectId
}

async function sessionOf(tx: Tx, { subjectKind, subjectId }: Row) {
  if (subjectKind !== 'meeting') return undefined
  const [session] = await tx.select().from(sessions).where(eq(sessions.id, subjectId))
  return session
}

async function resultNow(tx: Tx, { subjectKind, subjectId, control }: Row) {
  const [result] = await tx
    .select()
    .from(resultsCurrent)
    .where(
      and(
        eq(resultsCurrent.subjectKind, subjectKind),
        eq(resultsCurrent.subjectId, subjectId),
        eq(resultsCurrent.control, control),
      ),
    )
  if (!result) return null
  return { result: result.result, because: result.because, checkedAt: result.checkedAt }
}

const eventsOf = (tx: Tx, findingId: string): Promise<FindingEvent[]> =>
  tx
    .select({
      event: findingEvents.event,
      closeReason: findingEvents.closeReason,
      because: findingEvents.because,
      auditId: findingEvents.auditId,
      at: findingEvents.at,
    })
    .from(findingEvents)
    .where(eq(findingEvents.findingId, findingId))
    .orderBy(asc(findingEvents.at), asc(findingEvents.id))
    .limit(events_max)
