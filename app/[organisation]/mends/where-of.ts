import * as paths from '#lib/core/paths'
import type { SeenMend } from '#lib/mends/mend-seen'
import { sessionName } from '../session-list'

/** Whose settings or which session is changed, as a sentence: one's own, or a coach's of the club. */
export function whereOf({
  slug,
  subjectKind,
  topic,
  coachName,
}: { slug: string } & Pick<SeenMend, 'subjectKind' | 'topic' | 'coachName'>): string {
  const isOwn = slug === paths.ownSlug
  const name = coachName ?? 'a coach'
  if (subjectKind === 'user') {
    return isOwn ? 'In your own Zoom settings.' : `In the Zoom settings of ${name}.`
  }
  const session = isOwn ? 'your session' : coachName ? `${name}’s session` : 'the session'
  return `In ${session} “${sessionName(topic)}”, each time that it takes place.`
}
