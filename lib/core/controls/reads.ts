import type { Asks } from './ask'
import type { Control } from './control'
import { judgeAsks } from './judge'
import type { Settings } from './settings'

/** A rule that is nothing but settings which have to stand so, for one user, an account and a group. */
export function settingsAre(
  ...asks: Asks
): Pick<Control, 'settingsAsks' | 'evaluateUser' | 'evaluateAccount' | 'evaluateGroup'> {
  const judge = (settings: Settings) => judgeAsks(asks, settings)
  return { settingsAsks: asks, evaluateUser: judge, evaluateAccount: judge, evaluateGroup: judge }
}

/** The same for what one meeting says of itself. */
export function meetingIs(...asks: Asks): Pick<Control, 'meetingAsks' | 'evaluateMeeting'> {
  return { meetingAsks: asks, evaluateMeeting: (meeting) => judgeAsks(asks, meeting) }
}
