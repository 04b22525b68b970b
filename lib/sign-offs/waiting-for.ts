import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { coaches } from '#db/schema/coaches'
import { policyVersions } from '#db/schema/policies'
import { signOffRequests } from '#db/schema/sign-offs'
import { checklistOf } from '../core/sign-offs/checklists'
import { waitingStates } from '../core/sign-offs/state'

/** An answer that a club waits for, as reminders need it. */
export type WaitingAnswer = {
  readonly requestId: string
  readonly coachId: string
  /** Whose record it reaches. */
  readonly personId: string | null
  readonly title: string
  readonly sentAt: Date | null
  readonly dueAt: Date
  readonly graceUntil: Date
  readonly chasedAt: Date | null
}

/**
 * Every answer that the transaction's club waits for, of people who are on its register now, the
 * longest due first: for the timetable of reminders. Of one person with `coachId`.
 */
export async function waitingFor(tx: Tx, coachId?: string): Promise<WaitingAnswer[]> {
  const rows = await tx
    .select({
      request: signOffRequests,
      personId: coaches.personOrganisationId,
      title: policyVersions.title,
    })
    .from(signOffRequests)
    .innerJoin(coaches, and(eq(coaches.id, signOffRequests.coachId), isNull(coaches.endsAt)))
    .leftJoin(policyVersions, eq(policyVersions.id, signOffRequests.versionId))
    .where(
      and(
        inArray(signOffRequests.state, [...waitingStates]),
        inArray(signOffRequests.kind, ['policy', 'drill']),
        coachId ? eq(signOffRequests.coachId, coachId) : undefined,
      ),
    )
    .orderBy(asc(signOffRequests.dueAt), asc(signOffRequests.id))
  return rows.map(({ request, personId, title }) => ({
    ...{ requestId: request.id, coachId: request.coachId, personId },
    title: title ?? checklistOf(request.words)?.title ?? 'Something to sign',
    ...{ sentAt: request.sentAt, dueAt: request.dueAt, graceUntil: request.graceUntil },
    chasedAt: request.chasedAt,
  }))
}
