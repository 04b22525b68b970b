/** A post that a membership gives; `worker` and `server` act by themselves, for one organisation. */
export type Role =
  | 'person'
  | 'coach'
  | 'welfare_officer'
  | 'administrator'
  | 'safeguarding_lead'
  | 'auditor'
  | 'worker'
  | 'server'

/**
 * Who may do what, to be read aloud. The first clause is always the same and is not in the table:
 * within the organisation that they are acting for, and in no other. `person` is somebody in their
 * own record. Where a coach is named, it is for what concerns themselves.
 */
export const permissions = {
  'organisation.found': ['server'],
  'login.start': ['server'],
  'login.end': ['person'],
  'person.change': ['person'],
  'membership.read': ['welfare_officer', 'administrator', 'safeguarding_lead'],
  'membership.own': ['person'],
  'membership.end': ['welfare_officer', 'administrator', 'safeguarding_lead'],
  'membership.invite': ['welfare_officer', 'administrator', 'safeguarding_lead', 'server'],
  'invitation.accept': ['server'],
  'club.invite': ['safeguarding_lead', 'administrator', 'server'],
  'join_request.ask': ['person'],
  'join_code.issue': ['safeguarding_lead', 'administrator', 'server'],
  'join_request.decide': ['safeguarding_lead', 'administrator'],
  'coach.read': ['coach', 'welfare_officer', 'administrator'],
  'coach.manage': ['welfare_officer', 'administrator', 'server'],
  /** To look at the rows of a file that somebody reads into the register, and to write them. */
  'import.work': ['worker'],
  /** To mail one of many invitations that somebody asked for. */
  'invitation.work': ['worker'],
  /** What people on the register have to show, and which posts they have; a coach: their own. */
  'register.read': ['coach', 'welfare_officer', 'administrator'],
  /** To offer somebody a post, and to say when it ends. Only they say yes or no to it. */
  'appointment.offer': ['welfare_officer', 'administrator', 'server'],
  'appointment.answer': ['coach'],
  'credential.provide': ['coach', 'welfare_officer', 'administrator'],
  /** To be the second person: never of one’s own, nor of what one put in oneself. */
  'credential.verify': ['welfare_officer', 'administrator'],
  /** More of a record check than that it is there; each time is written down. */
  'record_check.read': ['coach', 'welfare_officer'],
  /** To say that somebody is not cleared to start; nobody writes down why. */
  'coach.suspend': ['welfare_officer', 'administrator'],
  'register.work': ['worker'],
  /** To ask that all be erased that is held of oneself, here and with each club; to take that back. */
  'erasure.ask': ['person'],
  /** What a club is asked to erase, and until when it keeps what: to answer, or to ask for a leaver. */
  'erasure.decide': ['welfare_officer', 'administrator'],
  'erasure.work': ['worker'],
  /** To have nothing of somebody erased, and, as a second person, to end that. Never of oneself. */
  'legal_hold.change': ['welfare_officer', 'administrator'],
  /** Who looks after the club or body that one belongs to, to turn to them. */
  'officer.read': ['coach', 'welfare_officer', 'administrator', 'safeguarding_lead'],
  /** All that is held of oneself, to be downloaded; nothing of anybody else. */
  'own_data.read': ['person', 'server'],
  'session.read': ['coach', 'welfare_officer', 'administrator'],
  'connection.read': ['person'],
  'connection.change': ['person'],
  'connection.work': ['worker'],
  /** To let Touchline read the club's own Zoom account, with its administrator's consent; to end it. */
  'account_connection.change': ['welfare_officer', 'administrator'],
  'meeting.sort': ['person'],
  /** The people in the club's own Zoom account: who they are, and which of them are its coaches. */
  'host.read': ['welfare_officer', 'administrator'],
  'host.decide': ['welfare_officer', 'administrator'],
  /** To say of a meeting in the club's own Zoom account that it is no club session, and why. */
  'meeting.exclude': ['welfare_officer', 'administrator'],
  /**
   * To let Touchline change a Zoom account, each time that somebody confirms it, and to end that: a
   * person for their own, in their own record; a club for its own account. No officer sees or makes
   * a change in the account of a person.
   */
  'mending.consent': ['person', 'welfare_officer', 'administrator'],
  'mend.read': ['person', 'welfare_officer', 'administrator'],
  'mend.make': ['person', 'welfare_officer', 'administrator'],
  /** To ask a host to mend what was found; in their own account only they say yes to it. */
  'mend.ask': ['welfare_officer', 'administrator'],
  'mend.work': ['worker'],
  'audit.start': ['person', 'coach', 'welfare_officer', 'administrator'],
  'audit.read': ['person', 'coach', 'welfare_officer', 'administrator'],
  'audit.work': ['worker'],
  /** To say what no check can see: that a link which stood in public is used no more. */
  'finding.settle': ['coach', 'welfare_officer', 'administrator'],
  'finding.read': ['coach', 'welfare_officer', 'administrator'],
  /** To say what Zoom cannot tell: a coach of what is theirs, the others for the club. */
  'statement.make': ['coach', 'welfare_officer', 'administrator'],
  'statement.read': ['coach', 'welfare_officer', 'administrator'],
  /** To be the second person; never of what one said, and never of what is about oneself. */
  'statement.verify': ['welfare_officer', 'administrator'],
  'statement.work': ['worker'],
  /** To read what one is asked to sign oneself, sign it, say no, or ask about it. */
  'sign_off.sign': ['coach', 'welfare_officer', 'administrator'],
  /** Who of the club has signed what, and who has not. */
  'sign_off.read': ['welfare_officer', 'administrator'],
  /** To remind people, to begin the yearly drill, and to say that a question was answered. */
  'sign_off.chase': ['welfare_officer', 'administrator'],
  'sign_off.work': ['worker'],
  /** What the club said to be of a kind for which some rules do not hold; a coach of what is theirs. */
  'exemption.read': ['coach', 'welfare_officer', 'administrator'],
  /** To say that, and to take it back. It changes nothing by itself. */
  'exemption.say': ['welfare_officer', 'administrator'],
  /** To agree or not: never to one's own word, nor about one's own session. */
  'exemption.decide': ['welfare_officer', 'administrator'],
  /** The same for a club that has nobody else to agree. */
  'exemption.decide_above': ['safeguarding_lead', 'administrator'],
  'exemption.work': ['worker'],
  /** To ask that a risk be accepted until a day, and to take that back. */
  'acceptance.ask': ['welfare_officer', 'administrator'],
  /** To say yes or no to it: never to one's own, nor about one's own account. */
  'acceptance.decide': ['welfare_officer', 'administrator'],
  /** The same for a club that has nobody else to decide. */
  'acceptance.decide_above': ['safeguarding_lead', 'administrator'],
  'acceptance.work': ['worker'],
  /** What the club's rules ask of it before it affiliates again, and how each of it stands. */
  'affiliation.read': ['welfare_officer', 'administrator'],
  'roll_up.read': ['safeguarding_lead', 'administrator'],
  /** To write to a club: who its welfare officers are. */
  'club_officer.read': ['safeguarding_lead', 'administrator'],
  'pack.request': ['welfare_officer', 'administrator'],
  'pack.read': ['welfare_officer', 'administrator'],
  'pack.work': ['worker'],
  /** The rules that hold here, and whose they are. */
  'profile.read': ['coach', 'welfare_officer', 'administrator', 'safeguarding_lead'],
  /** To write rules and publish them: of a body for all below it; of a region or club, to ask for more. */
  'profile.change': ['welfare_officer', 'administrator', 'safeguarding_lead'],
  /** The policies that hold here, with their history. */
  'policy.read': ['coach', 'welfare_officer', 'administrator', 'safeguarding_lead'],
  /** To write policies, publish and withdraw them: of a body for all below it, of a club its own. */
  'policy.write': ['welfare_officer', 'administrator', 'safeguarding_lead'],
  /** To say in the club's name that it adopts a policy from above, or why not yet. */
  'policy.adopt': ['welfare_officer', 'administrator'],
  /** How each club below stands to a policy. */
  'adoption.read': ['safeguarding_lead', 'administrator'],
  'notice.read': ['person'],
  /** Whom Touchline told what of a club or body; never the words of it. */
  'told.read': ['welfare_officer', 'administrator', 'safeguarding_lead'],
  'notice.work': ['worker'],
} as const satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof permissions

/** True where one of these roles has the permission. */
export function mayRole(roles: readonly Role[], permission: Permission): boolean {
  const allowed: readonly Role[] = permissions[permission]
  return roles.some((role) => allowed.includes(role))
}
