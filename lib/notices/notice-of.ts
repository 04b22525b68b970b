import type { notices } from '#db/schema/notices'
import { isNoticeKind, isNoticeRole, noticeFacts, type Notice } from '../core/notices/notice'

/** A row as what can be put into words; null for a kind that this version does not know. */
export function noticeOf(row: typeof notices.$inferSelect): Notice | null {
  const { kind, role, ofName, ofSlug, subjectKind, subjectId } = row
  if (!isNoticeKind(kind) || !isNoticeRole(role)) return null
  const club = ofName !== null && ofSlug !== null ? { name: ofName, slug: ofSlug } : null
  return { kind, role, club, subjectKind, subjectId, facts: noticeFacts.parse(row.facts) }
}
