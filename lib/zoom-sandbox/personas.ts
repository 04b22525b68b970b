import type { JsonObject } from '../core/canonical-json'
import { personaMeeting, safeSettings, weekly, type PersonaMeeting } from './persona-parts'
import type { Plan, SandboxUser } from './state'
import type { NewFailure, World } from './world'

/** A Zoom account that shows one thing, to be given to somebody in the demo or a test. */
export type Persona = {
  key: string
  /** What it shows, as a line in a list. */
  shows: string
  personName: string
  email: string
  plan: Plan
  /** By dotted path of Zoom's user settings, where they differ from a new account's. */
  settings: JsonObject
  meetings: readonly PersonaMeeting[]
  /** What the consent grants; all that is asked for where it is not said. */
  scopes?: readonly string[]
  /** What goes wrong whenever this person's account is read. */
  failing?: Omit<NewFailure, 'userId'>
  /** The person removes the app once it has been connected. */
  removesApp?: true
}

const persona = (
  key: string,
  personName: string,
  shows: string,
  rest: Partial<Persona> = {},
): Persona => ({
  key,
  shows,
  personName,
  email: `${key}@coach.example`,
  plan: 'pro',
  meetings: [weekly('Juniors on Tuesday', 2, 17)],
  ...rest,
  settings: { ...safeSettings, 'in_meeting.co_host': true, ...rest.settings },
})

const withoutSettings = ['user:read:user', 'meeting:read:list_meetings', 'meeting:read:meeting']

export const personas: readonly [Persona, ...Persona[]] = [
  persona('all-good', 'Amara Cole', 'Everything as it should be'),
  persona('waiting-room-off', 'Bryn Walters', 'Waiting room off', {
    plan: 'basic',
    settings: { 'meeting_security.waiting_room': false },
  }),
  persona('waiting-room-passed', 'Cleo Danso', 'Waiting room on, but not for everyone', {
    plan: 'business',
    settings: {
      'meeting_security.waiting_room_settings.participants_to_place_in_waiting_room': 1,
    },
  }),
  persona('no-passcode', 'Dev Malik', 'One session without a passcode', {
    meetings: [weekly('Under 9s', 1, 16), { ...weekly('Under 11s', 3, 16), passcode: false }],
  }),
  persona('open-series', 'Effie Grant', 'A safe account with an old open series', {
    meetings: [
      {
        ...weekly('Stretch and strength', 1, 18),
        values: {
          'settings.waiting_room': false,
          'settings.join_before_host': true,
          'settings.mute_upon_entry': false,
        },
      },
    ],
  }),
  persona('personal-room', 'Finn Aspinall', 'Sessions in the personal room', {
    plan: 'basic',
    settings: {
      'schedule_meeting.use_pmi_for_scheduled_meetings': true,
      'schedule_meeting.use_pmi_for_instant_meetings': true,
    },
  }),
  persona('join-early', 'Gita Rao', 'Joining before the host', {
    settings: { 'schedule_meeting.join_before_host': true },
  }),
  persona('private-chat', 'Hugo Lang', 'Private chat, and everyone can share', {
    settings: {
      'in_meeting.private_chat': true,
      'in_meeting.allow_participants_chat_with': 4,
      'in_meeting.who_can_share_screen': 'all',
    },
  }),
  persona('recorded', 'Isla Byrne', 'Every session recorded to the cloud', {
    settings: { 'recording.auto_recording': 'cloud', 'recording.cloud_recording': true },
  }),
  persona('ai-listens', 'Jonah Pike', 'AI Companion listens by itself', {
    settings: {
      'in_meeting.meeting_summary_with_ai_companion.enable': true,
      'in_meeting.meeting_summary_with_ai_companion.auto_enable': true,
    },
  }),
  persona('says-too-little', 'Kezia Moss', 'Zoom leaves out what it is asked', {
    plan: 'basic',
    settings: {
      'schedule_meeting.join_before_host': null,
      'meeting_security.waiting_room_settings': null,
    },
    meetings: [{ ...weekly('Fridays', 5, 16), values: { password: null } }],
  }),
  persona('settings-not-granted', 'Liam Doyle', 'Settings may not be read', {
    scopes: withoutSettings,
  }),
  persona('app-removed', 'Mina Haddad', 'Touchline was removed at Zoom', { removesApp: true }),
  persona('settings-fail', 'Nia Bevan', 'Zoom’s settings always fail', {
    failing: { path: '^/v2/users/[^/]+/settings', status: 500, times: null },
  }),
  persona('two-clubs', 'Oscar Webb', 'Sessions of two clubs, and private meetings', {
    meetings: [
      weekly('Monday squad', 1, 17),
      { ...weekly('Thursday beginners', 4, 17), sortedAs: 'second_club' },
      { ...weekly('Book club', 5, 20), sortedAs: 'private' },
      {
        topic: 'Call with the doctor',
        inDays: 2,
        hour: 9,
        duration_minutes: 20,
        sortedAs: 'private',
      },
    ],
  }),
  persona('no-meetings', 'Petra Novak', 'No meetings at all', { plan: 'basic', meetings: [] }),
]

/**
 * Adds a persona's account to a world, under another name where one is given. Removing the app is
 * left to the caller: it comes after connecting.
 */
export function addPersona(
  world: World,
  { personName, email, plan, settings, meetings, scopes, failing }: Persona,
  as: { name?: string; email?: string },
  now: Date,
): SandboxUser {
  const user = world.addUser({
    name: as.name ?? personName,
    email: as.email ?? email,
    plan,
    settings,
    ...(scopes === undefined ? {} : { scopes }),
  })
  for (const meeting of meetings) world.addMeeting(user.id, personaMeeting(meeting, now))
  if (failing) world.failWith({ ...failing, userId: user.id })
  return user
}
