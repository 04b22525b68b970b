import type { Permission } from '../core/permissions'

/**
 * Who sees what, as the permissions have it, in words for everybody: `No` where, and only where,
 * nobody in that place has the row's permission, which a test holds. Owner: Touchline. It changes
 * together with the product's permissions, and never by itself.
 */
export type Sight = {
  what: string
  coach: string
  club: string
  body: string
  /** What lets one read it; null where nothing does, for nobody. */
  permission: Permission | null
}

export const sights: readonly Sight[] = [
  {
    what: 'A coach’s things to do, and how each rule is met',
    coach: 'Your own',
    club: 'Yes, of its coaches',
    body: 'No. Only how many of a club’s coaches have something to mend',
    permission: 'finding.read',
  },
  {
    what: 'What people of a club stated where Zoom cannot tell, and who verified it',
    coach: 'What is about you',
    club: 'Yes',
    body: 'No. Only how many results stand on a statement',
    permission: 'statement.read',
  },
  {
    what: 'What the club said to be of a kind for which some rules do not hold, and who agreed',
    coach: 'Of your own sessions',
    club: 'Yes',
    body: 'No',
    permission: 'exemption.read',
  },
  {
    what: 'What people were asked to read, who agreed or did not, and when',
    coach: 'Your own',
    club: 'Yes, of its people',
    body: 'No',
    permission: 'sign_off.sign',
  },
  {
    what: 'All that the rules ask of a club before it affiliates, and how each of it stands',
    coach: 'No',
    club: 'Yes',
    body: 'No',
    permission: 'affiliation.read',
  },
  {
    what: 'The network and browser with which somebody signed, kept for 30 days',
    coach: 'Nobody',
    club: 'Nobody',
    body: 'Nobody',
    permission: null,
  },
  {
    what: 'The club’s list of coaches',
    coach: 'Your own line',
    club: 'Yes',
    body: 'No. Only how many there are',
    permission: 'coach.read',
  },
  {
    what: 'Roles at the club, and that checks, courses and licences are in date',
    coach: 'Your own',
    club: 'Yes',
    body: 'No',
    permission: 'register.read',
  },
  {
    what: 'The kind, level and days of a criminal record check',
    coach: 'Your own, and who else saw it',
    club: 'Welfare officers, and who verifies it. Each time is written down',
    body: 'No',
    permission: 'record_check.read',
  },
  {
    what: 'That somebody asked to be erased, what will be erased, and what has to be kept for now',
    coach: 'No. Only what you asked for yourself, and what came of it',
    club: 'Yes, of its people. Nobody sees that their own records have to be kept',
    body: 'No',
    permission: 'erasure.decide',
  },
  {
    what: 'Who looks after the club, and how to write to them',
    coach: 'Yes',
    club: 'Yes',
    body: 'Of a club, its welfare officers',
    permission: 'officer.read',
  },
  {
    what: 'What sessions are called, and when they are',
    coach: 'Your own',
    club: 'Yes, club sessions only',
    body: 'No',
    permission: 'session.read',
  },
  {
    what: 'People in the club’s own Zoom account, and which of them coach',
    coach: 'No',
    club: 'Yes',
    body: 'No',
    permission: 'host.read',
  },
  {
    what: 'Your other Zoom meetings',
    coach: 'Your own, to say which are club sessions',
    club: 'No',
    body: 'No',
    permission: 'meeting.sort',
  },
  {
    what: 'What Touchline changed in a Zoom account, and how it was before',
    coach: 'Your own account’s',
    club: 'In the club’s own account. In a coach’s own, only that a rule is met or mended',
    body: 'No',
    permission: 'mend.read',
  },
  {
    what: 'The rules that a club is checked by, and whose they are',
    coach: 'Yes',
    club: 'Yes',
    body: 'Yes. How clubs would stand under new ones, in numbers only',
    permission: 'profile.read',
  },
  {
    what: 'Policies, each in every version, and what changed',
    coach: 'Those that hold for your club',
    club: 'Yes, its own and those from above',
    body: 'Its own. Not what clubs write for themselves',
    permission: 'policy.read',
  },
  {
    what: 'Whether a club adopted a policy, who said so and when, or why not yet',
    coach: 'No',
    club: 'Its own only',
    body: 'Yes, of its clubs',
    permission: 'adoption.read',
  },
  {
    what: 'How a club stands: how much is to be mended, since when, and what is not known',
    coach: 'No',
    club: 'Yes, in full',
    body: 'Yes, of its clubs',
    permission: 'roll_up.read',
  },
  {
    what: 'The name and e-mail address of a club’s welfare officers',
    coach: 'No',
    club: 'Yes',
    body: 'Yes, of its clubs, to write to them',
    permission: 'club_officer.read',
  },
  {
    what: 'Evidence packs of a club',
    coach: 'No',
    club: 'Yes, and whom it gives one to',
    body: 'No, unless the club gives it one',
    permission: 'pack.read',
  },
  {
    what: 'What Touchline wrote to you, and why',
    coach: 'Your own',
    club: 'No',
    body: 'No',
    permission: 'notice.read',
  },
  {
    what: 'Whom Touchline wrote to of a club, and about what; never the words',
    coach: 'No',
    club: 'Yes',
    body: 'Of what it was told itself, and of no club',
    permission: 'told.read',
  },
  {
    what: 'Passcodes, joining links and keys to Zoom accounts',
    coach: 'Nobody',
    club: 'Nobody',
    body: 'Nobody',
    permission: null,
  },
]
