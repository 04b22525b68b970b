import type { AlertControl } from './control'
import { sources } from './sources'

const send = [
  'Send the new link to parents, in the way you always write to them. Ask them not to pass it on.',
  'Ask for the post to be taken down. Do not share it, and do not answer it.',
  'Tell your welfare officer. If the session is on now, let in only people you know, and lock it.',
  'Come back here and say that it is done.',
]

/** M02: opened when Zoom finds a session's link in public. */
export const postedPublicly: AlertControl = {
  id: 'M02',
  version: 1,
  level: 'MUST',
  title: 'The link of a session is never posted in public, also not in a closed group',
  headline: 'A session’s link was posted in public',
  meetingHeadline: 'The link of this session was posted in public',
  why:
    'Zoom found the link where anybody can read it. People look for such links in order to break ' +
    'into sessions with children. A passcode does not help where it is part of the link.',
  source: sources.nspcc,
  mend: {
    web: [
      'Do not use this link again, even if the post is gone.',
      'Open zoom.us in a browser and sign in as the host.',
      'Go to Meetings and plan a new meeting in place of this one. Turn on passcode and waiting room.',
      'Delete this meeting. If it repeats, choose all of them.',
      ...send,
    ],
    phone: [
      'Do not use this link again, even if the post is gone.',
      'Open the Zoom app and sign in as the host.',
      'Go to Meetings and plan a new meeting in place of this one. Turn on passcode and waiting room.',
      'Open this meeting and delete it. If it repeats, choose all of them.',
      ...send,
    ],
  },
  whoCanMend: 'host',
  derived: false,
}
