/** What may stand in the way of asking for a check of a coach's Zoom account. */
const refusals = {
  left: 'They are no longer on the club’s list.',
  none: 'Zoom is not connected yet.',
  disconnected: 'Zoom is disconnected. It has to be connected again first.',
  share_ended: 'This Zoom account is no longer shared with the club.',
} as const

export type ConnectionState = 'in_force' | Exclude<keyof typeof refusals, 'left'>

/** Whether a check may be asked for now: the button, and the reason where it may not be used. */
export type CheckAgain =
  | { readonly state: 'ready'; readonly connectionId: string }
  | { readonly state: 'under_way'; readonly auditId: string }
  | { readonly state: 'refused'; readonly because: string }

/** `connection` is what would be checked; `underWay` is the audit that runs there now, if any. */
export function checkAgain(
  connection: { readonly connectionId: string; readonly state: ConnectionState } | null,
  { left, underWay }: { left: boolean; underWay: string | null },
): CheckAgain {
  if (left) return { state: 'refused', because: refusals.left }
  if (!connection) return { state: 'refused', because: refusals.none }
  const { connectionId, state } = connection
  if (state !== 'in_force') return { state: 'refused', because: refusals[state] }
  return underWay ? { state: 'under_way', auditId: underWay } : { state: 'ready', connectionId }
}
