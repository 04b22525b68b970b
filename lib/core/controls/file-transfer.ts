import { off } from './ask'
import type { Control } from './control'
import { turnOff } from './fix'
import { onSettingsPage } from './mend-steps'
import { settingsAre } from './reads'
import { sources } from './sources'

/** Z07: no files are passed round. */
export const fileTransfer: Control = {
  id: 'Z07',
  version: 1,
  level: 'SHOULD',
  title: 'Files cannot be sent in a session',
  headline: 'Files can be sent in a session',
  why:
    'A file sent in a session lands on the children’s own devices, where no coach can see it or ' +
    'take it back.',
  source: sources.diocese,
  mend: onSettingsPage(
    'Meeting, then In Meeting (Basic)',
    'Find “Send files via meeting chat”, and turn it off.',
  ),
  whoCanMend: 'host_or_administrator',
  fixUser: [turnOff('in_meeting.file_transfer', 'Sending files')],
  derived: false,
  ...settingsAre(off('in_meeting.file_transfer', 'Sending files')),
}
