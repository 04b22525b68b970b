import { and, desc, eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { signOffEvents, signOffRequests, signOffs } from '#db/schema/sign-offs'
import { notFound } from '../core/errors'
import { signOffState, waitingStates, type SignOffState } from '../core/sign-offs/state'
import { id } from '../ids'
import { query } from '../query'
import type { SignOffRequest } from './append-event'
import { ownRow } from './own-row'
import { shownOf, type Shown } from './shown'

/** What somebody has of a sign-off once they have made it. */
export type Receipt = {
  readonly signOffId: string
  readonly title: string
  readonly version: number
  readonly statement: string
  readonly sha256: string
  readonly signedAt: Date
  readonly receipt: string
  readonly name: string
  readonly clubName: string
}

/** What somebody is asked to sign, or has signed. */
export type PreparedSignOff = {
  readonly requestId: string
  readonly kind: SignOffRequest['kind']
  readonly state: SignOffState
  /** It was sent, and they have not opened it until now. */
  readonly isNew: boolean
  readonly policyId: string | null
  readonly versionId: string | null
  readonly sessionId: string | null
  readonly dueAt: Date
  readonly shown: Omit<Shown, 'bytes'> & { readonly text: string | null }
  readonly receipt: Receipt | null
  /** The request that took its place, where there is one. */
  readonly newerId: string | null
  /** When they last asked about it, and have had no answer. */
  readonly askedAboutAt: Date | null
}

/** One thing that the asker is to sign themselves. Throws `not_found`. */
export const prepareSignOff = query({
  permission: 'sign_off.sign',
  input: z.object({ requestId: id }),
  async run(tx, ctx, { requestId }): Promise<PreparedSignOff> {
    const request = await ownRequest(tx, (await ownRow(tx, ctx)).id, requestId)
    const { bytes, ...shown } = await shownOf(tx, request)
    const { kind, policyId, versionId, sessionId, dueAt } = request
    return {
      ...{ requestId, kind, policyId, versionId, sessionId, dueAt },
      ...{ state: signOffState(request, ctx.now), isNew: request.state === 'sent' },
      shown: { ...shown, text: shown.format === 'pdf' ? null : bytes.toString('utf8') },
      receipt: await receiptOf(tx, requestId),
      newerId: request.state === 'superseded' ? await newerThan(tx, request) : null,
      askedAboutAt: await lastOfQuestion(tx, requestId),
    }
  },
})

/** A request of this row of the register, that has reached whose it is. Throws `not_found`. */
export async function ownRequest(
  tx: Tx,
  coachId: string,
  requestId: string,
): Promise<SignOffRequest> {
  const [request] = await tx
    .select()
    .from(signOffRequests)
    .where(and(eq(signOffRequests.id, requestId), eq(signOffRequests.coachId, coachId)))
  if (!request) throw notFound()
  return request
}

/** What was signed of a request; null where nobody has. */
export async function receiptOf(tx: Tx, requestId: string): Promise<Receipt | null> {
  const [row] = await tx
    .select({
      signOffId: signOffs.id,
      title: signOffs.title,
      version: signOffs.version,
      statement: signOffs.statement,
      sha256: signOffs.sha256,
      signedAt: signOffs.signedAt,
      receipt: signOffs.receipt,
      name: signOffs.name,
      clubName: signOffs.clubName,
    })
    .from(signOffs)
    .where(eq(signOffs.requestId, requestId))
  return row ?? null
}

async function newerThan(tx: Tx, { coachId, policyId }: SignOffRequest): Promise<string | null> {
  if (policyId === null) return null
  const [row] = await tx
    .select({ id: signOffRequests.id })
    .from(signOffRequests)
    .where(
      and(
        eq(signOffRequests.coachId, coachId),
        eq(signOffRequests.policyId, policyId),
        inArray(signOffRequests.state, [...waitingStates, 'acknowledged', 'declined']),
      ),
    )
    .orderBy(desc(signOffRequests.askedAt), desc(signOffRequests.id))
    .limit(1)
  return row?.id ?? null
}

/** When it was last asked about without an answer; null where nothing is open. */
export async function lastOfQuestion(tx: Tx, requestId: string): Promise<Date | null> {
  const [row] = await tx
    .select({ event: signOffEvents.event, at: signOffEvents.at })
    .from(signOffEvents)
    .where(
      and(
        eq(signOffEvents.requestId, requestId),
        inArray(signOffEvents.event, ['question', 'answered']),
      ),
    )
    .orderBy(desc(signOffEvents.at), desc(signOffEvents.id))
    .limit(1)
  return row?.event === 'question' ? row.at : null
}
