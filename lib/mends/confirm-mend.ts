import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { mends } from '#db/schema/mends'
import { command } from '../command'
import type { Context } from '../context'
import { conflict, notFound } from '../core/errors'
import { backwards, planMend } from '../core/mends/plan-mend'
import { planMark } from '../core/mends/plan-mark'
import { putBackUntil } from '../core/mends/states'
import { controlIds } from '../core/results'
import { id } from '../ids'
import { dueAdd } from '../jobs/due'
import { insertMends, type Wanted } from './insert-mends'
import { lastReadings, mendSubject, subjectInput, type MendSubject } from './mend-subject'
import type { MendRow } from './move-mend'
import { oneTimeOf } from './one-time-of'
import { onlyHolders } from './only-holders'
import { readingHashes } from './reading-hashes'
import { refuseUnlessAllowed } from './refuse-unless-allowed'

/** The person confirms the mending of rules; due at once. `seen` stands for the changes that they were shown. */
export const confirmMend = command({
  name: 'mend.confirm',
  permission: 'mend.make',
  input: subjectInput.extend({
    controls: z.array(z.enum(controlIds)).min(1).max(controlIds.length),
    seen: z.string().max(100),
  }),
  async run(tx, ctx, { controls, seen, ...asked }) {
    onlyHolders(ctx)
    const subject = await mendSubject(tx, asked)
    const readings = await lastReadings(tx, subject, ctx.now)
    const plan = planMend(asked.subjectKind, controls, readings)
    if (!plan.ok || planMark(plan) !== seen) throw changedMeanwhile()
    const readingsBefore = readingHashes(asked.subjectKind, readings)
    const { changes } = plan
    const what = { ...asked, ...oneTimeOf(plan), controls: plan.controls, changes }
    const of = { ...what, undoes: null, readingsBefore }
    return confirm(tx, ctx, subject, of)
  },
})

/** The person confirms that what a mend changed is put back. */
export const confirmPutBack = command({
  name: 'mend.confirm_put_back',
  permission: 'mend.make',
  input: z.object({ mendId: id }),
  async run(tx, ctx, { mendId }) {
    onlyHolders(ctx)
    const [mend] = await tx.select().from(mends).where(eq(mends.id, mendId))
    if (!mend) throw notFound()
    const until = putBackUntil(mend)
    if (!until || until <= ctx.now) {
      throw conflict('This can no longer be put back from here. You can change it in Zoom.')
    }
    const { subjectKind, subjectId } = mend
    const subject = await mendSubject(tx, { subjectKind, subjectId })
    return confirm(tx, ctx, subject, puttingBack(mend))
  },
})

const changedMeanwhile = () =>
  conflict('Zoom was read again since this page was made, and something changed. Look again.')

/** What puts a mend back, planned from what was read when it was proved. */
export const puttingBack = (mend: MendRow): Wanted => ({
  ...{ subjectKind: mend.subjectKind, subjectId: mend.subjectId, controls: mend.controls },
  ...{ occurrenceId: mend.occurrenceId, occurrenceAt: mend.occurrenceAt },
  changes: mend.changes.map(backwards),
  undoes: mend.id,
  readingsBefore: mend.readingsAfter ?? [],
})

async function confirm(tx: Tx, ctx: Context, subject: MendSubject, wanted: Wanted) {
  const consentId = await refuseUnlessAllowed(tx, subject)
  const of = { connectionId: subject.connection.id, consentId, runId: null }
  const { mendIds, entries } = await insertMends(tx, ctx, of, [wanted])
  const [mendId = ''] = mendIds
  await dueAdd(tx, 'make-mend', mendId, ctx.now)
  return { result: mendId, trail: entries }
}
