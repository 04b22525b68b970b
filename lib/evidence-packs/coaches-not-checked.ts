import type { PackPeriod, PackRows } from './collect-pack'

export type CoachNotChecked = { id: string; name: string; why: NotCheckedReason }

/** Why nobody could look at the end of a pack's days, with what the report says of it. */
export const notCheckedWords = {
  not_invited: 'They had not been invited.',
  not_accepted: 'Their invitation was not accepted.',
  not_connected: 'Their Zoom was not connected.',
  disconnected: 'Their Zoom was disconnected.',
  share_ended: 'They no longer shared their Zoom account with the club.',
  never_whole: 'Their Zoom was connected, but no check within these days could read everything.',
} as const

export type NotCheckedReason = keyof typeof notCheckedWords

/**
 * Coaches of under-18s online who were on the register when the period ended and of whom nothing
 * could be known then, in the order of their ids. Without them a pack with little in it would look
 * like a club where all is well.
 */
export function coachesNotChecked(period: PackPeriod, rows: PackRows): CoachNotChecked[] {
  return rows.coaches
    .filter(({ coachesUnder18sOnline }) => coachesUnder18sOnline)
    .filter(({ endsAt }) => endsAt === null || endsAt >= period.until)
    .flatMap(({ id, name }) => {
      const why = whyNot(period, rows, id)
      return why ? [{ id, name, why }] : []
    })
}

function whyNot(period: PackPeriod, rows: PackRows, coachId: string): NotCheckedReason | null {
  const own = rows.connections.filter((row) => row.coachId === coachId)
  const ended = (at: Date | null) => at !== null && at < period.until
  const inForce = own.filter((row) => !ended(row.disconnectedAt) && !ended(row.shareEndsAt))
  if (inForce.length > 0) {
    return inForce.every(({ id }) => wasRead(period, rows, id)) ? null : 'never_whole'
  }
  if (own.length > 0) {
    return own.every((row) => ended(row.shareEndsAt)) ? 'share_ended' : 'disconnected'
  }
  const invited = rows.invitations.filter((row) => row.coachId === coachId)
  if (invited.length === 0) return 'not_invited'
  return invited.some((row) => ended(row.acceptedAt)) ? 'not_connected' : 'not_accepted'
}

const wasRead = ({ until }: PackPeriod, { audits }: PackRows, connectionId: string) =>
  audits.some(
    ({ connectionId: of, whole, complete, readAt }) =>
      of === connectionId && whole && complete === true && readAt !== null && readAt < until,
  )
