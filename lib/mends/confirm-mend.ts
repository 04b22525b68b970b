import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { mends } from '#db/schema/mends'
import { command } from '../command'
import { actorUserId, type Context } from '../context'
import { AppError, conflict, notFound } from '../core/errors'
import { backwards, planMend } from '../core/mends/plan-mend'
import { planMark } from '../core/mends/plan-mark'
import { putBackUntil } from '../core/mends/states'
import { controlIds } from '../core/results'
import { id, newId } from '../ids'
import { dueAdd } from '../jobs/due'
import { mendingScopes, missingScopes } from '../zoom-connections/needed-scopes'
import { lastReadings, mendSubject, subjectInput, type MendSubject } from './mend-subject'
import { consentInForce } from './mending-consent'
import { recordMend, type MendRow } from './move-mend'
import { requestsOf } from './requests-of'

/** The person confirms the mending of rules; due at once. `seen` stands for the changes that they were shown. */
export const confirmMend = command({
  name: 'mend.confirm',
  permission: 'mend.make',
  input: subjectInput.extend({
    controls: z.array(z.enum(controlIds)).min(1).max(controlIds.length),
    seen: z.string().max(100),
  }),
  async run(tx, ctx, { controls, seen, ...asked }) {
    const subject = await mendSubject(tx, asked)
    const plan = planMend(asked.subjectKind, controls, await lastReadings(tx, subject))
    if (!plan.ok || planMark(plan.changes) !== seen) throw changedMeanwhile()
    const of = { ...asked, controls: plan.controls, changes: plan.changes, undoes: null }
    return confirm(tx, ctx, subject, of)
  },
})

/** The person confirms that what a mend changed is put back. */
export const confirmPutBack = command({
  name: 'mend.confirm_put_back',
  permission: 'mend.make',
  input: z.object({ mendId: id }),
  async run(tx, ctx, { mendId }) {
    const [mend] = await tx.select().from(mends).where(eq(mends.id, mendId))
    if (!mend) throw notFound()
    const until = putBackUntil(mend)
    if (!until || until <= ctx.now) {
      throw conflict('This can no longer be put back from here. You can change it in Zoom.')
    }
    const { subjectKind, subjectId, controls } = mend
    const subject = await mendSubject(tx, { subjectKind, subjectId })
    const changes = mend.changes.map(backwards)
    return confirm(tx, ctx, subject, { subjectKind, subjectId, controls, changes, undoes: mendId })
  },
})

const changedMeanwhile = () =>
  conflict('Zoom was read again since this page was made, and something changed. Look again.')

type Wanted = Pick<MendRow, 'subjectKind' | 'subjectId' | 'controls' | 'changes' | 'undoes'>

async function confirm(tx: Tx, ctx: Context, subject: MendSubject, wanted: Wanted) {
  const confirmedBy = actorUserId(ctx)
  if (!confirmedBy) throw notFound()
  const consentId = await refuseUnlessAllowed(tx, subject)
  const [mend] = await tx
    .insert(mends)
    .values({
      organisationId: ctx.organisation.id,
      id: newId(),
      connectionId: subject.connection.id,
      consentId,
      ...wanted,
      state: 'confirmed',
      requests: requestsOf(wanted.changes).length,
      confirmedBy,
      confirmedAt: ctx.now,
    })
    .onConflictDoNothing()
    .returning()
  if (!mend) throw conflict('A change of this is under way already. Wait until it has ended.')
  await dueAdd(tx, 'make-mend', mend.id, ctx.now)
  return { result: mend.id, trail: [await recordMend(tx, ctx, mend)] as const }
}

/** Returns the consent's id. Without it, and without Zoom's, nothing is even begun. */
async function refuseUnlessAllowed(tx: Tx, { connection }: MendSubject): Promise<string> {
  if (connection.state !== 'connected') {
    throw conflict('This Zoom account is not connected any more. Connect it again first.')
  }
  const consent = await consentInForce(tx, connection.id)
  if (!consent) {
    throw new AppError('forbidden', 'You have not let Touchline change settings. Say so first.')
  }
  if (missingScopes(connection.scopes, mendingScopes).length > 0) {
    throw new AppError('forbidden', 'Zoom does not let Touchline change settings yet.')
  }
  return consent.id
}
