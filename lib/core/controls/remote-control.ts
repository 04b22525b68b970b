import { off } from './ask'
import type { Control } from './control'
import { turnOff } from './fix'
import { onSettingsPage } from './mend-steps'
import { settingsAre } from './reads'
import { sources } from './sources'

/** Z09: nobody takes over another's screen or camera. */
export const remoteControl: Control = {
  id: 'Z09',
  version: 1,
  level: 'SHOULD',
  title: 'Nobody can take over another person’s screen or camera',
  headline: 'Someone can take over a screen or camera',
  why:
    'Remote control lets one person use the computer of another. Camera control lets somebody ' +
    'else point a child’s camera, and zoom in. You need none of it to coach.',
  source: sources.benchmark,
  mend: onSettingsPage(
    'Meeting',
    'Under “In Meeting (Basic)”, find “Remote control”, and turn it off.',
    'Under “In Meeting (Advanced)”, find “Far end camera control”, and turn it off.',
  ),
  whoCanMend: 'host_or_administrator',
  fixUser: [
    turnOff('in_meeting.remote_control', 'Remote control'),
    turnOff('in_meeting.far_end_camera_control', 'Control of another’s camera'),
  ],
  derived: false,
  ...settingsAre(
    off('in_meeting.remote_control', 'Remote control'),
    off('in_meeting.far_end_camera_control', 'Control of another’s camera'),
  ),
}
