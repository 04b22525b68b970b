import type { ListedFinding } from '#lib/findings/list-findings'
import { sessionName } from './session-list'

type Placed = Pick<ListedFinding, 'subjectKind' | 'session' | 'groupName' | 'coachName'>

/** Where something was found, in a line: `In “Under 9s”, Jo Coach`. `own`: read by whom it is about. */
export function findingPlace(
  { subjectKind, session, groupName, coachName }: Placed,
  coachShown = true,
  own = !coachShown,
): string {
  if (subjectKind === 'club') return 'About the club itself'
  if (subjectKind === 'coach') return coachName && !own ? `About ${coachName}` : 'About you'
  if (subjectKind === 'account') return 'In the club’s own Zoom account'
  if (subjectKind === 'group') {
    const group = groupName ? `the group “${groupName}”` : 'a group'
    return `In ${group} of the club’s own Zoom account`
  }
  const whose = coachShown && coachName ? `, ${coachName}` : ''
  return session ? `In “${sessionName(session.topic)}”${whose}` : `In the account${whose}`
}
