import { off } from './ask'
import type { Control } from './control'
import { turnOff } from './fix'
import { onSettingsPage } from './mend-steps'
import { settingsAre } from './reads'
import { sources } from './sources'

/** Z08: nobody draws on what the children see. */
export const annotation: Control = {
  id: 'Z08',
  version: 1,
  level: 'SHOULD',
  title: 'Drawing on a shared screen and the whiteboard are off',
  headline: 'Anyone can draw on the shared screen',
  why:
    'Anyone who can draw on the shared screen or the whiteboard can show abuse to every child. ' +
    'They need no screen of their own for it.',
  source: sources.benchmark,
  mend: onSettingsPage(
    'Meeting, then In Meeting (Basic)',
    'Find “Annotation”, and turn it off.',
    'Find “Whiteboard”, and turn it off.',
  ),
  whoCanMend: 'host_or_administrator',
  fixUser: [
    turnOff('in_meeting.annotation', 'Drawing on a shared screen'),
    turnOff('in_meeting.whiteboard', 'Whiteboard'),
  ],
  derived: false,
  ...settingsAre(
    off('in_meeting.annotation', 'Drawing on a shared screen'),
    off('in_meeting.whiteboard', 'The whiteboard'),
  ),
}
