import { inArray } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { meetings } from '#db/schema/meetings'
import { command } from '../command'
import type { Context } from '../context'
import type { Json } from '../core/canonical-json'
import { conflict, notFound } from '../core/errors'
import { id } from '../ids'
import { deliverStatusOfClubs } from '../roll-ups/deliver-status'
import { eraseNames } from '../zoom-connections/erase-names'
import { deliverConnection } from '../zoom-connections/share-with-clubs'
import { startAuditSoon } from '../zoom-connections/start-audit-soon'
import { applySorting, type Sorting } from './apply-sorting'
import { currentClubs } from './list-meetings'
import { sessionClubs } from './session-clubs'

/** More than a page shows, so that one form always fits. */
const choices_max = 500

const choice = z.object({
  meetingId: id,
  sorted: z.enum(['unsorted', 'private', 'session']),
  clubIds: z.array(id).max(50).default([]),
})

type Choice = z.output<typeof choice>

export type SortedMeetings = { sorted: number; connectionIds: readonly string[] }

const sort = command({
  name: 'meetings.sort',
  permission: 'meeting.sort',
  input: z.object({ choices: z.array(choice).max(choices_max) }),
  async run(tx, ctx, { choices }) {
    const rows = await lockMeetings(tx, choices)
    const before = await currentClubs(tx)
    const allowed = await sessionClubs(tx)
    const detail: Json[] = []
    const reread = new Set<string>()
    for (const { meetingId, sorted, clubIds: chosen } of choices) {
      const row = rows.get(meetingId)
      if (!row) throw notFound()
      const was: Sorting = { sorted: row.sorted, clubIds: before.get(meetingId) ?? [] }
      const now: Sorting = { sorted, clubIds: sorted === 'session' ? chosen : [] }
      if (isSame(was, now)) continue
      checkClubs(now, row.connectionId, allowed)
      await applySorting(tx, ctx, meetingId, now)
      if (was.sorted === 'session' || sorted === 'session') reread.add(row.connectionId)
      detail.push({ meeting: meetingId, before: plain(was), after: plain(now) })
    }
    const touched = [...new Set([...rows.values()].map((row) => row.connectionId))]
    for (const connectionId of touched) {
      await deliverConnection(tx, connectionId)
      await eraseNames(tx, connectionId, 'no_sessions')
    }
    await deliverStatusOfClubs(tx, ctx, touched)
    return {
      result: { sorted: detail.length, connectionIds: [...reread] },
      trail: [{ subject: 'meetings', subjectId: null, detail: { meetings: detail } }],
    }
  },
})

/**
 * Says of meetings whether they are private or sessions of which clubs; by series, remembered, and
 * to be changed at any time. Others stay as they are. A private one loses its name and time at
 * once, with each club that had it, too. A session is read at once, by a check of its own. Throws `not_found` for a meeting or a
 * club that is not theirs, `conflict` where a session names no club.
 */
export async function sortMeetings(
  ctx: Context,
  input: { choices: readonly z.input<typeof choice>[] },
): Promise<SortedMeetings> {
  const result = await sort(ctx, { choices: [...input.choices] })
  for (const connectionId of result.connectionIds) await startAuditSoon(ctx, connectionId)
  return result
}

async function lockMeetings(tx: Tx, choices: readonly Choice[]) {
  const ids = choices.map(({ meetingId }) => meetingId)
  const rows = await tx
    .select()
    .from(meetings)
    .where(inArray(meetings.id, ids))
    .orderBy(meetings.id)
    .for('update')
  return new Map(rows.map((row) => [row.id, row]))
}

function checkClubs(
  { sorted, clubIds }: Sorting,
  connectionId: string,
  allowed: readonly { connectionId: string; clubId: string }[],
): void {
  if (sorted === 'session' && clubIds.length === 0) {
    throw conflict('Say of which club it is a session.')
  }
  const isAllowed = (clubId: string) =>
    allowed.some((club) => club.clubId === clubId && club.connectionId === connectionId)
  if (!clubIds.every(isAllowed)) throw notFound()
}

const isSame = (one: Sorting, other: Sorting) =>
  one.sorted === other.sorted &&
  one.clubIds.length === other.clubIds.length &&
  one.clubIds.every((clubId) => other.clubIds.includes(clubId))

const plain = ({ sorted, clubIds }: Sorting): Json => ({ sorted, clubs: [...clubIds] })
