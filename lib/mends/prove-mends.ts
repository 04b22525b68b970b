import { and, eq, inArray } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { mends } from '#db/schema/mends'
import type { Answered } from '../audits/gathered'
import type { Context } from '../context'
import type { MendReadings } from '../core/mends/plan-mend'
import type { MendState } from '../core/mends/states'
import type { CouldNotCheckReason } from '../core/readings'
import type { TrailEntry } from '../trail/trail-entry'
import { readingsOf } from './mend-subject'
import { moveMend, type MendRow } from './move-mend'
import { readingHashes } from './reading-hashes'
import { valuesRead, type ValuesRead } from './values-read'

const waiting = ['accepted', 'unclear'] as const

/**
 * An audit begins: it will read what came of every change of this connection that Zoom has answered,
 * since it reads nothing before this transaction has ended. Returns how many.
 */
export async function takeMends(tx: Tx, auditId: string, connectionId: string): Promise<number> {
  const taken = await tx
    .update(mends)
    .set({ auditId })
    .where(and(eq(mends.connectionId, connectionId), inArray(mends.state, waiting)))
    .returning({ id: mends.id })
  return taken.length
}

/**
 * An audit ends: what it read says what became of the changes that it took. Where a body is missing
 * for a reason that passes, the next one says it.
 */
export async function proveMends(
  tx: Tx,
  ctx: Context,
  auditId: string,
  answered: readonly Answered[],
): Promise<TrailEntry[]> {
  const taken = await tx
    .select()
    .from(mends)
    .where(and(eq(mends.auditId, auditId), inArray(mends.state, waiting)))
  const entries: TrailEntry[] = []
  for (const mend of taken) {
    const meetingId = mend.subjectKind === 'meeting' ? mend.subjectId : null
    const times = answered.find(
      ({ bodyKind, subjectId }) => bodyKind === 'meeting' && subjectId === meetingId,
    )?.times
    const { connectionId } = mend
    const readings = readingsOf(answered, { connectionId, meetingId, times, now: ctx.now })
    const read = valuesRead(mend, readings)
    const isGone = meetingId !== null && isNotAskedFor(mend, readings)
    const state = isGone ? 'unproved' : cameTo(mend, read)
    if (!state) continue
    const facts = {
      settledAt: ctx.now,
      readingsAfter: readingHashes(mend.subjectKind, readings),
      ...(read.read ? { readBack: read.values } : {}),
    }
    entries.push((await moveMend(tx, ctx, mend.id, state, facts)).entry)
    if (state === 'proved' && mend.undoes) {
      entries.push((await moveMend(tx, ctx, mend.undoes, 'put_back')).entry)
    }
  }
  return entries
}

/**
 * One "not found" proves nothing; a meeting that is not asked for any more is gone, and so is a time
 * that its series, read to the end, does not have any more.
 */
const isNotAskedFor = ({ occurrenceId }: MendRow, { meeting, times }: MendReadings): boolean =>
  meeting === null ||
  (occurrenceId !== null && meeting.read && !times.some(({ time }) => time?.id === occurrenceId))

const passing: readonly CouldNotCheckReason[] = ['zoom_down', 'unreadable_body', 'not_found']

/** Null where it is still to be seen. */
function cameTo({ changes }: MendRow, read: ValuesRead): MendState | null {
  if (!read.read) {
    return passing.includes(read.reason) ? null : 'unproved'
  }
  const values = changes.map(({ path, after }) => ({ now: read.values[path] ?? null, after }))
  if (values.some(({ now, after }) => now !== null && now !== after)) return 'not_kept'
  return values.some(({ now }) => now === null) ? 'unproved' : 'proved'
}
