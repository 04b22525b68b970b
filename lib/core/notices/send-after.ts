import { humaneTime } from '../humane-hours'
import type { NoticeKind } from './notice'

/** What cannot wait for the morning: children may be met by a stranger before then. */
const urgent: Readonly<Record<NoticeKind, boolean>> = {
  session_unsafe: false,
  session_unsafe_soon: true,
  connection_ended: false,
  link_posted: true,
  mend_asked: false,
  mended: false,
  changed_for_coach: false,
  statement_lapses: false,
  reminder: false,
  acceptance_asked: false,
  acceptance_decided: false,
  acceptance_ending: false,
  acceptance_ended: false,
  exemption_asked: false,
  exemption_decided: false,
  exemption_lapses: false,
  sign_off_asked: false,
  sign_off_chased: false,
  sign_off_receipt: false,
  sign_off_question: false,
  sign_off_declined: false,
  not_cleared: false,
  erasure_asked: false,
  erasure_planned: false,
  erasure_answered: false,
}

/** True where a notice of this kind is sent at any hour, and by itself. */
export const isUrgent = (kind: NoticeKind): boolean => urgent[kind]

/**
 * When a notice of this kind that comes up at `now` is to be sent: at once where it is urgent or
 * where waiting for humane hours would leave no time to act on it (`actBy`), else in humane hours.
 */
export function sendAfter(kind: NoticeKind, now: Date, actBy: Date | null = null): Date {
  if (isUrgent(kind)) return now
  const humane = humaneTime(now)
  return actBy !== null && humane >= actBy ? now : humane
}
