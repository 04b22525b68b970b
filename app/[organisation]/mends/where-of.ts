import { formatDateTime, formatWeekday } from '#lib/core/dates'
import * as paths from '#lib/core/paths'
import type { SeenMend } from '#lib/mends/mend-seen'
import { sessionName } from '../session-list'

/** Which time of a series is changed, where it is one alone. */
export const onlyThen = (at: Date): string =>
  `only on ${formatWeekday(at)} ${formatDateTime(at)}, and at no other time`

/** Whose settings or which session is changed, as a sentence: one's own, or a coach's of the club. */
export function whereOf({
  slug,
  subjectKind,
  topic,
  coachName,
  occurrenceAt,
}: { slug: string } & Pick<
  SeenMend,
  'subjectKind' | 'topic' | 'coachName' | 'occurrenceAt'
>): string {
  const isOwn = slug === paths.ownSlug
  const name = coachName ?? 'a coach'
  if (subjectKind === 'user') {
    return isOwn ? 'In your own Zoom settings.' : `In the Zoom settings of ${name}.`
  }
  const session = isOwn ? 'your session' : coachName ? `${name}’s session` : 'the session'
  const times = occurrenceAt ? onlyThen(occurrenceAt) : 'each time that it takes place'
  return `In ${session} “${sessionName(topic)}”, ${times}.`
}
