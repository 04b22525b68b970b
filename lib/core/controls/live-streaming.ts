import { off } from './ask'
import type { Control } from './control'
import { turnOff } from './fix'
import { onSettingsPage } from './mend-steps'
import { settingsAre } from './reads'
import { sources } from './sources'

/** Z14: a session is not broadcast. */
export const liveStreaming: Control = {
  id: 'Z14',
  version: 1,
  level: 'SHOULD',
  title: 'Sessions cannot be streamed live to other sites',
  headline: 'Sessions can be streamed live',
  why:
    'A live stream shows the children to anyone, and anyone can record it. Nobody can say who is ' +
    'watching.',
  source: sources.nspccTeaching,
  mend: onSettingsPage(
    'Meeting, then In Meeting (Advanced)',
    'Find “Allow livestreaming of meetings”, and turn it off.',
  ),
  whoCanMend: 'host_or_administrator',
  fixUser: [turnOff('in_meeting.allow_live_streaming', 'Live streaming')],
  derived: false,
  ...settingsAre(off('in_meeting.allow_live_streaming', 'Live streaming')),
}
