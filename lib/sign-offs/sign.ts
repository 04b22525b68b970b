import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { signOffOrigins, signOffRequests } from '#db/schema/sign-offs'
import { command } from '../command'
import type { Context } from '../context'
import { AppError, conflict, notFound } from '../core/errors'
import { originKept_ms } from '../core/sign-offs/origin'
import { versionInForce } from '../core/sign-offs/plan'
import { mayStep } from '../core/sign-offs/state'
import { id } from '../ids'
import { dueAdd } from '../jobs/due'
import type { Hint } from '../jobs/enqueue'
import { giveHints } from '../jobs/give-hints'
import { hintNotices, type WrittenNotice } from '../notices/written-notice'
import { appendEvents, type SignOffRequest } from './append-event'
import { askedPolicies } from './asked-policies'
import { ownRow } from './own-row'
import { receiptOf, type Receipt } from './prepare-sign-off'
import { recordSignOff } from './record-sign-off'
import { shownOf, type Shown } from './shown'
import { signedDue } from './signed-due'
import { tellReceipt } from './tell-of-sign-off'

/** How and from where somebody signs, as the edge knows it: never from what was typed. */
const signing = {
  /** When the login with which they sign began: it tells their logins apart. */
  signedInAt: z.date(),
  address: z.string().max(64).nullable(),
  agent: z.string().max(300).nullable(),
}

const agreed = z.string().pipe(z.literal('yes', { error: 'Tick the box if you agree.' }))

type Signed = {
  readonly receipt: Receipt
  readonly notices: readonly WrittenNotice[]
  readonly hints: readonly Hint[]
}

const signIt = command({
  name: 'sign_off.sign',
  permission: 'sign_off.sign',
  input: z.object({
    requestId: id,
    /** Of what the page showed. */
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    statementVersion: z.coerce.number().int(),
    ticked: z.array(z.string().max(40)).max(20).default([]),
    agreed,
    ...signing,
  }),
  async run(tx, ctx, input) {
    const person = await ownRow(tx, ctx)
    const request = await heldRequest(tx, person.id, input.requestId)
    const about = { subject: 'sign_off_request', subjectId: request.id }
    const before = await receiptOf(tx, request.id)
    // A second tap, or an answer that was lost: the same sign-off, and nothing new.
    if (before) {
      const result: Signed = { receipt: before, notices: [], hints: [] }
      return { result, trail: [{ ...about, detail: { again: true } }] }
    }
    const shown = await shownOf(tx, request)
    await refuseStale(tx, ctx, request, shown, input)
    refuseUnticked(shown, input.ticked)
    const receipt = await recordSignOff(tx, ctx, { person, request, shown, ...input })
    await finish(tx, ctx, request, receipt, input)
    const notices = await tellReceipt(tx, ctx, receipt.signOffId)
    const hints = await signedDue(tx, ctx)
    const detail = { title: shown.title, version: shown.version, sha256: shown.sha256 }
    const result: Signed = { receipt, notices, hints }
    return { result, trail: [{ ...about, detail }] }
  },
})

/**
 * The asker agrees to exactly what they were shown. However often it is sent, it is one sign-off,
 * one evidence record and one receipt, which it returns. Throws `not_found`, `invalid_input` where
 * a box is not ticked, `conflict` where there is a newer version or nobody asks for it any more.
 */
export async function sign(ctx: Context, input: Parameters<typeof signIt>[1]): Promise<Receipt> {
  const { receipt, notices, hints } = await signIt(ctx, input)
  await giveHints(hints)
  await hintNotices(notices)
  return receipt
}

/** The request, held until this transaction ends, so that two taps come one after the other. */
async function heldRequest(tx: Tx, coachId: string, requestId: string): Promise<SignOffRequest> {
  const [request] = await tx
    .select()
    .from(signOffRequests)
    .where(and(eq(signOffRequests.id, requestId), eq(signOffRequests.coachId, coachId)))
    .for('update')
  if (!request) throw notFound()
  return request
}

const newerVersion = 'There is a newer version. Please read this one.'
const askedNoMore = 'You are not asked for this any more. There is nothing to sign.'

async function refuseStale(
  tx: Tx,
  ctx: Context,
  request: SignOffRequest,
  shown: Shown,
  { sha256, statementVersion }: { sha256: string; statementVersion: number },
): Promise<void> {
  if (request.state === 'superseded') throw conflict(newerVersion)
  if (!mayStep(request.state, 'acknowledged')) throw conflict(askedNoMore)
  const isOther = shown.sha256 !== sha256 || shown.statement.version !== statementVersion
  if (isOther) throw conflict(newerVersion)
  if (request.kind !== 'policy') return
  // What came into force or was withdrawn since, and that the worker has not got to yet.
  const policy = (await askedPolicies(tx, ctx)).find((each) => each.policyId === request.policyId)
  if (policy?.withdrawn) throw conflict(askedNoMore)
  const current = policy && versionInForce(policy, ctx.now)
  if (current && current.versionId !== request.versionId) throw conflict(newerVersion)
}

function refuseUnticked({ checklist }: Shown, ticked: readonly string[]): void {
  if (!checklist || checklist.items.every(({ id: item }) => ticked.includes(item))) return
  const message = 'Tick each thing that you have done. All of them have to be.'
  throw new AppError('invalid_input', message, [{ field: 'ticked', message }])
}

async function finish(
  tx: Tx,
  ctx: Context,
  request: SignOffRequest,
  receipt: Receipt & { readonly evidenceRecordId: string },
  { address, agent }: { address: string | null; agent: string | null },
): Promise<void> {
  await tx
    .update(signOffRequests)
    .set({ state: 'acknowledged', endedAt: ctx.now })
    .where(eq(signOffRequests.id, request.id))
  const { evidenceRecordId, signOffId } = receipt
  await appendEvents(tx, ctx, [request], 'acknowledged', { evidenceRecordId })
  const deleteAfter = new Date(ctx.now.getTime() + originKept_ms)
  await tx.insert(signOffOrigins).values({
    ...{ organisationId: ctx.organisation.id, id: signOffId, address, agent, deleteAfter },
  })
  await dueAdd(tx, 'erase-origin', signOffId, deleteAfter)
}
