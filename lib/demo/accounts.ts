import type { JsonObject } from '../core/canonical-json'
import type { ControlId } from '../core/results'
import { safeSettings } from '../zoom-sandbox/persona-parts'

/** A meeting in somebody's Zoom account, and what its host will say that it is. */
export type DemoMeeting = {
  topic: string
  /** In how many days, and at what hour (UTC), it begins; of a series, the first one. */
  inDays: number
  hour: number
  minutes: number
  /** In so many minutes, whatever the hour. */
  inMinutes?: number
  /** Planned by nobody: its host starts it once the account is connected, and Zoom tells of it. */
  onTheSpot?: true
  /** How many times, a week apart. */
  weeks?: number
  /** By dotted path, as Zoom's GET /meetings/{id} has them, where it is not as the account plans it. */
  values?: JsonObject
  /** The club's name, `private`, or null where the host has not said yet. */
  sortedAs: string | null
}

/** A stand-in Zoom account: what is not said is as a new account of this plan has it. */
export type DemoAccount = {
  person: string
  plan: 'basic' | 'pro' | 'business'
  /** By dotted path of Zoom's user settings; null where Zoom does not say. */
  settings: JsonObject
  meetings: readonly DemoMeeting[]
  /** What the person allows at Zoom; everything that is asked for where it is not said. */
  scopes?: readonly string[]
  /** The person removes Touchline from their account once it has been read. */
  removesApp?: true
  /** What whoever looks after the Zoom account has locked, by dotted path of Zoom's user settings. */
  locked?: readonly string[]
  /** The person lets Touchline mend, and has it mend one rule in all sessions, one in their settings. */
  mends?: { inSessions: ControlId; inSettings: ControlId }
  /** What the person states once it was checked, for the club of this slug; and who verifies it. */
  states?: { rule: ControlId; slug: string; verifiedBy?: string }
  /** The person has an account, and has not connected it yet: whoever tries the demo does. */
  connects?: 'not yet'
}

/** Zoom’s setting of who is placed in the waiting room. */
const whoWaits = 'meeting_security.waiting_room_settings.participants_to_place_in_waiting_room'

const elmfield = 'Elmfield Acro'
const hartley = 'Hartley Gymnastics'
const northgate = 'Northgate Trampoline'

const weekly = (
  topic: string,
  inDays: number,
  hour: number,
  sortedAs: string | null,
): DemoMeeting => ({ topic, inDays, hour, minutes: 45, weeks: 12, sortedAs })

const early = { 'settings.join_before_host': true }
const openDoor = { 'settings.waiting_room': false }

const account = (
  person: string,
  plan: DemoAccount['plan'],
  settings: JsonObject,
  meetings: readonly DemoMeeting[],
): DemoAccount => ({ person, plan, settings: { ...safeSettings, ...settings }, meetings })

export const accounts: readonly DemoAccount[] = [
  {
    ...account('maya', 'pro', {}, [weekly('Acro under 14s', 1, 17, elmfield)]),
    states: { rule: 'Z22', slug: 'elmfield-acro', verifiedBy: 'wendy' },
  },
  {
    ...account('tom', 'pro', {}, [weekly('Beginners at home', 2, 16, elmfield)]),
    states: { rule: 'Z22', slug: 'elmfield-acro' },
  },
  account('sam', 'pro', {}, [
    // It begins before anybody mends it: from then on it is late, and blocks affiliation.
    {
      ...{ ...weekly('Under 11s floor', 0, 0, hartley), inMinutes: 10 },
      values: { 'settings.waiting_room': false },
    },
    weekly('Display team, conditioning', 3, 17, elmfield),
    { topic: 'Dentist, video call', inDays: 2, hour: 9, minutes: 15, sortedAs: 'private' },
    { topic: 'Parents’ evening, Year 4', inDays: 5, hour: 19, minutes: 30, sortedAs: 'private' },
  ]),
  account('jo', 'basic', { 'meeting_security.waiting_room': false }, [
    weekly('Squad conditioning', 1, 17, hartley),
    {
      topic: 'Squad, on the spot',
      inDays: 0,
      hour: 20,
      minutes: 30,
      onTheSpot: true,
      values: { type: 1, 'settings.join_before_host': true },
      sortedAs: hartley,
    },
  ]),
  account(
    'priya',
    'pro',
    { 'in_meeting.who_can_share_screen': 'all', 'in_meeting.private_chat': true },
    [weekly('Rhythmic beginners', 2, 18, hartley)],
  ),
  {
    ...account('rosa', 'pro', { 'in_meeting.file_transfer': true }, [
      { ...weekly('Recreational, early group', 1, 15, hartley), values: early },
      { ...weekly('Recreational, late group', 1, 19, hartley), values: early },
      { ...weekly('Recreational under 8s', 2, 15, hartley), values: openDoor },
      { ...weekly('Recreational under 10s', 3, 15, hartley), values: openDoor },
      { ...weekly('Recreational under 12s', 4, 15, hartley), values: openDoor },
    ]),
    locked: ['in_meeting.file_transfer'],
    mends: { inSessions: 'Z04', inSettings: 'Z07' },
  },
  account('ben', 'basic', { 'recording.local_recording': true }, [
    weekly('Tumbling at home', 1, 16, null),
    { topic: 'Choir rehearsal', inDays: 4, hour: 19, minutes: 90, sortedAs: null },
  ]),
  {
    ...account('grace', 'basic', {}, [
      weekly('Under 8s', 2, 16, null),
      { topic: 'Book club', inDays: 6, hour: 19, minutes: 60, sortedAs: null },
    ]),
    connects: 'not yet',
  },
  account('hana', 'pro', { 'recording.local_recording': true }, [
    weekly('Under 12s', 1, 17, northgate),
  ]),
  {
    ...account('dina', 'pro', {}, [weekly('Double mini', 2, 18, northgate)]),
    removesApp: true,
  },
  account('owen', 'basic', { 'schedule_meeting.join_before_host': null }, [
    weekly('Under 16s', 3, 18, northgate),
  ]),
  account('kit', 'basic', { [whoWaits]: null }, [weekly('Beginners’ bounce', 4, 16, northgate)]),
]
