import { among, judgeAsk } from './ask'
import type { Control } from './control'
import { couldNotCheck } from './judge'
import { inMeetingOnWeb } from './mend-steps'
import { sources } from './sources'

/** M03: people say first that they want to come. A club can ask them in its own way, unseen by Zoom. */
export const registration: Control = {
  id: 'M03',
  version: 1,
  level: 'SHOULD',
  title: 'People sign up first, and only they are sent the link',
  headline: 'Nobody has to sign up for a session',
  why: 'Where people have to sign up, the coach knows whom to expect. Whoever is not on the list stays out.',
  source: sources.northumberlandRugby,
  mend: inMeetingOnWeb(
    'Under Registration, tick “Required”. (Free plans do not have it.)',
    'Or let people sign up with your club, and send the link to those only.',
  ),
  whoCanMend: 'host',
  derived: false,
  evaluateMeeting(meeting) {
    const judged = judgeAsk(approval, meeting)
    return judged.result === 'not_met' ? couldNotCheck('not_readable', elsewhere) : judged
  },
}

const approval = among(
  'settings.approval_type',
  'Signing up for the session',
  [0, 'met', 'People have to sign up with Zoom for this session.'],
  [1, 'met', 'People have to sign up with Zoom, and the host lets them in.'],
  [2, 'not_met', 'Nobody has to sign up with Zoom.'],
)

const elsewhere =
  'Nobody has to sign up with Zoom. Whether they do so with the club, Zoom does not know.'
