import { asc, eq } from 'drizzle-orm'
import { z } from 'zod'
import { coaches } from '#db/schema/coaches'
import { signOffEvents, signOffRequests } from '#db/schema/sign-offs'
import { notFound } from '../core/errors'
import { whyNotChase, type NotChaseable } from '../core/sign-offs/chase'
import { signOffState, type SignOffState } from '../core/sign-offs/state'
import { id } from '../ids'
import { query } from '../query'
import type { EventKind } from './append-event'
import { receiptOf, type Receipt } from './prepare-sign-off'
import { shownOf } from './shown'

/** Somebody's request with all that happened to it, for whoever keeps the register. */
export type SignOffOf = {
  readonly requestId: string
  readonly coachId: string
  readonly coachName: string
  readonly email: string
  readonly title: string
  readonly version: number
  readonly state: SignOffState
  readonly dueAt: Date
  readonly notChaseable: NotChaseable | null
  readonly receipt: Receipt | null
  readonly history: readonly {
    readonly event: EventKind
    readonly by: string | null
    readonly text: string | null
    readonly at: Date
  }[]
  /** The last of what they asked has no answer yet. */
  readonly hasQuestion: boolean
}

/** One request of the club's with its history. Throws `not_found`. */
export const getSignOffOf = query({
  permission: 'sign_off.read',
  input: z.object({ requestId: id }),
  async run(tx, ctx, { requestId }): Promise<SignOffOf> {
    const [row] = await tx
      .select({ request: signOffRequests, coachName: coaches.name, email: coaches.email })
      .from(signOffRequests)
      .innerJoin(coaches, eq(coaches.id, signOffRequests.coachId))
      .where(eq(signOffRequests.id, requestId))
    if (!row) throw notFound()
    const { request, coachName, email } = row
    const { title, version } = await shownOf(tx, request)
    const history = await tx
      .select({
        event: signOffEvents.event,
        by: signOffEvents.byName,
        text: signOffEvents.text,
        at: signOffEvents.at,
      })
      .from(signOffEvents)
      .where(eq(signOffEvents.requestId, requestId))
      .orderBy(asc(signOffEvents.at), asc(signOffEvents.id))
    const asked = history.filter(({ event }) => event === 'question' || event === 'answered')
    return {
      ...{ requestId, coachId: request.coachId, coachName, email, title, version, history },
      ...{ state: signOffState(request, ctx.now), dueAt: request.dueAt },
      notChaseable: whyNotChase(request, ctx.now),
      receipt: await receiptOf(tx, requestId),
      hasQuestion: asked.at(-1)?.event === 'question',
    }
  },
})
