import type { JsonObject } from '../core/canonical-json'
import { personaMeeting, safeSettings, weekly, type PersonaMeeting } from './persona-parts'
import type { PendingUser, Plan, SandboxAccount } from './state'
import type { World } from './world'

export type ClubPerson = {
  name: string
  /** As Zoom has it, which need not be as the club has it. */
  email: string
  /** May allow an app for the whole account. The first person owns it, and may anyway. */
  administrator?: true
  /** Whose account was switched off. */
  inactive?: true
  /** The group that they are in. */
  group?: string
  settings?: JsonObject
  meetings?: readonly PersonaMeeting[]
}

export type ClubGroup = { name: string; settings: JsonObject; locked: readonly string[] }

/** A Zoom account that a club pays for, with everybody in it. By Zoom's own dotted paths. */
export type ClubAccount = {
  /** Usual: any. Server-to-server credentials are for one account, whose id must be known. */
  id?: string
  name: string
  plan: Plan
  people: readonly [ClubPerson, ...ClubPerson[]]
  pending: readonly PendingUser[]
  settings: JsonObject
  locked: readonly string[]
  groups: readonly ClubGroup[]
}

/**
 * The demo's: the waiting room is on and lets everybody in by itself, and everybody may share their
 * screen, which no coach can mend, for it is locked. One host has a coach's address in capitals,
 * one a coach's name with another address, and one nobody in the register knows.
 */
export const hartleyAccount: ClubAccount = {
  name: 'Hartley Gymnastics',
  plan: 'business',
  people: [
    { name: 'Ines Moreau', email: 'ines@example.org', group: 'Office' },
    {
      name: 'Nell Arden',
      email: 'Nell@Example.org',
      group: 'Coaches',
      meetings: [weekly('Floor, under 9s', 1, 17)],
    },
    {
      name: 'Theo Blake',
      email: 'theo.blake@hartley-gymnastics.example',
      group: 'Coaches',
      meetings: [
        { ...weekly('Beam, under 13s', 2, 16), values: { 'settings.waiting_room': false } },
      ],
    },
    {
      name: 'Casey Doyle',
      email: 'casey@hartley-gymnastics.example',
      group: 'Office',
      meetings: [
        weekly('Holiday camp, online', 3, 10),
        { ...weekly('Committee', 5, 19), weeks: 6, sortedAs: 'private' },
      ],
    },
    { name: 'Rae Finch', email: 'rae@hartley-gymnastics.example', inactive: true },
  ],
  pending: [{ email: 'new.coach@hartley-gymnastics.example', firstName: 'New', lastName: 'Coach' }],
  settings: {
    ...safeSettings,
    'meeting_security.waiting_room_options.admit_type': 1,
    'in_meeting.who_can_share_screen': 'all',
    'in_meeting.file_transfer': true,
  },
  locked: ['in_meeting.screen_sharing', 'meeting_security.waiting_room'],
  groups: [
    {
      name: 'Coaches',
      settings: { 'in_meeting.file_transfer': false },
      locked: ['in_meeting.file_transfer'],
    },
    { name: 'Office', settings: { 'recording.cloud_recording': true }, locked: [] },
  ],
}

/** Makes a club's account with its people, groups and meetings. Throws `conflict` for a known address. */
export function addClubAccount(world: World, club: ClubAccount, now: Date): SandboxAccount {
  const { id, name, plan, people, pending, groups } = club
  const [owner] = people
  const account = { name, ...(id === undefined ? {} : { id }) }
  const { accountId } = world.addUser({ name: owner.name, email: owner.email, plan, account })
  for (const person of people) {
    if (person !== owner) {
      world.addUser({ name: person.name, email: person.email, plan, sameAccountAs: owner.email })
    }
  }
  world.setAdmins(
    accountId,
    addressesOf(people, ({ administrator }) => administrator === true),
  )
  world.setAccountSettings(accountId, club.settings)
  world.setAccountLocks(accountId, club.locked)
  for (const group of groups) {
    const members = addressesOf(people, (person) => person.group === group.name)
    world.addGroup(accountId, { ...group, members })
  }
  for (const person of people) {
    if (person.settings) world.setUserSettings(person.email, person.settings)
    for (const meeting of person.meetings ?? []) {
      world.addMeeting(person.email, personaMeeting(meeting, now))
    }
    if (person.inactive) world.setUserStatus(person.email, 'inactive')
  }
  for (const person of pending) world.addPending(accountId, person)
  return world.account(accountId)
}

const addressesOf = (people: readonly ClubPerson[], wanted: (person: ClubPerson) => boolean) =>
  people.filter(wanted).map(({ email }) => email)
