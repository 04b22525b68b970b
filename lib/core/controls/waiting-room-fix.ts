import { choose, turnOn, type Fix } from './fix'

const room = 'Waiting room'
const security = 'meeting_security.waiting_room'

/** Z02 for a host's own settings. How people are let in is set only where Zoom's answer says it. */
export const waitingRoomFix: Fix = [
  turnOn(security, room),
  choose(
    `${security}_settings.participants_to_place_in_waiting_room`,
    'Who waits in the waiting room',
    0,
    [
      [0, 'Everyone'],
      [1, 'People outside your Zoom account'],
      [2, 'People outside some accounts and domains'],
    ],
  ),
  turnOn(`${security}_options.enable`, room),
  choose(`${security}_options.admit_type`, 'How people are let in', 2, [
    [1, 'Everyone by itself'],
    [2, 'By the host'],
    [3, 'People of your account by themselves'],
    [4, 'People of some domains by themselves'],
  ]),
]

/** Z02 for one meeting. */
export const waitingRoomMeetingFix: Fix = [
  turnOn('settings.waiting_room', room),
  choose(
    'settings.waiting_room_options.who_goes_to_waiting_room',
    'Who waits in this session',
    'everyone',
    [
      ['everyone', 'Everyone'],
      ['users_not_in_account', 'People outside your Zoom account'],
      ['users_not_in_org', 'People outside your organisation'],
      ['users_not_in_account_or_whitelisted_domains', 'People outside some accounts and domains'],
      ['users_not_on_invite', 'People who are not on the invitation'],
    ],
  ),
]
