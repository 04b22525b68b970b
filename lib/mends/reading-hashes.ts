import { canonicalJson } from '../core/canonical-json'
import type { MendReadings } from '../core/mends/plan-mend'
import type { Reading } from '../core/readings'
import { sha256Hex } from '../core/sha256'

/**
 * SHA-256 of each body that says how a subject is set, as readings are addressed: the meeting's own
 * where it is about one, else the host's settings. What could not be read has none.
 */
export function readingHashes(
  subjectKind: 'user' | 'meeting',
  { account, meeting }: MendReadings,
): string[] {
  const { user_settings: general, user_meeting_security: security } = account
  const bodies: readonly (Reading | null | undefined)[] =
    subjectKind === 'meeting' ? [meeting] : [general, security]
  return bodies.flatMap((reading) =>
    reading?.read ? [sha256Hex(canonicalJson(reading.body))] : [],
  )
}
