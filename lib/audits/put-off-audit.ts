import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { audits } from '#db/schema/audits'
import { command } from '../command'
import { conflict } from '../core/errors'
import { id } from '../ids'
import { dueFinish } from '../jobs/due'
import { widenedByNext } from './only-meetings'

/**
 * Lets an audit wait until Zoom may be asked again: it is queued as before, due at `until`, and none
 * of its attempts are used up. What it had read is read again, since it says only how things stood.
 * Throws `conflict` where it has ended, or another worker took it over.
 */
export const putOffAudit = command({
  name: 'audit.put_off',
  permission: 'audit.work',
  input: z.object({ auditId: id, token: id, until: z.date() }),
  async run(tx, _ctx, { auditId, token, until }) {
    const waiting = await tx
      .update(audits)
      .set({
        ...{ state: 'queued', startedAt: null, stepsDone: 0, askAgainAt: until },
        ...{ onlyMeetings: widenedByNext(), readAgain: false, againMeetings: null },
      })
      .where(and(eq(audits.id, auditId), eq(audits.state, 'running')))
      .returning({ id: audits.id })
    if (!waiting[0]) throw conflict('This check has ended.')
    await dueFinish(tx, 'read-account', auditId, token, until)
    const detail = { until: until.toISOString() }
    return { result: undefined, trail: [{ subject: 'audit', subjectId: auditId, detail }] }
  },
})
