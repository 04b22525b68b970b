import { inArray } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { sessions } from '#db/schema/meetings'
import type { findings } from '#db/schema/results'
import { dueDay } from '../core/due-day'
import { inChunks } from './in-chunks'
import { becameSoAt, keyOf, type Judgement, type Verdict } from './verdict'

type Finding = typeof findings.$inferSelect

/**
 * Gives by when each of these is to be mended. A day that was set once stands while it is open,
 * whenever its session takes place after that: late stays late.
 */
export async function dueDays(
  tx: Tx,
  judgement: Judgement,
  verdicts: readonly Verdict[],
  before: ReadonlyMap<string, Finding>,
): Promise<(verdict: Verdict) => Date | null> {
  const openOf = (verdict: Verdict) => {
    const stood = before.get(keyOf(verdict))
    return stood?.state === 'open' ? stood : undefined
  }
  const undated = verdicts.filter((verdict) => !openOf(verdict)?.dueAt)
  const starts = await startsOf(tx, undated)
  return (verdict) => {
    const { level, control, subjectId } = verdict
    const from = judgement.countsFrom?.get(control) ?? null
    const stood = openOf(verdict)
    if (stood?.dueAt && (level === 'MUST' || from !== null)) return stood.dueAt
    const openedAt = stood?.openedAt ?? becameSoAt(judgement)
    return dueDay({ level, openedAt, countsFrom: from, startsAt: starts.get(subjectId) ?? null })
  }
}

async function startsOf(
  tx: Tx,
  verdicts: readonly Verdict[],
): Promise<ReadonlyMap<string, Date | null>> {
  const meetings = verdicts.filter(({ subjectKind }) => subjectKind === 'meeting')
  const ids = [...new Set(meetings.map(({ subjectId }) => subjectId))]
  const rows = await inChunks(ids, (chunk) =>
    tx
      .select({ id: sessions.id, startsAt: sessions.startsAt })
      .from(sessions)
      .where(inArray(sessions.id, chunk)),
  )
  return new Map(rows.flat().map((row) => [row.id, row.startsAt]))
}
