import type { Limit } from './sign-in-limits'

const day_minutes = 24 * 60

/** How often what reaches others, or costs them something, may be asked for; counted back from now. */
export const askingLimits = {
  /** Invitations that one organisation mails: a club's whole register, twice over. */
  invitationsADay: { count: 300, window_minutes: day_minutes },
  /** Of these, to one coach, and of one invitation sent again. */
  invitationsToOneADay: { count: 10, window_minutes: day_minutes },
  /** Files that one club reads into its register. */
  importsADay: { count: 60, window_minutes: day_minutes },
  /** What one person says that people have to show: by hand for a whole club, where it must be. */
  credentialsADay: { count: 500, window_minutes: day_minutes },
  /** Of these, of one person on the register: each judges them again. */
  credentialsOfOneADay: { count: 30, window_minutes: day_minutes },
  /** Roles that one person offers: each asks somebody for an answer. */
  offersADay: { count: 300, window_minutes: day_minutes },
  /** Of these, to one person. */
  offersToOneADay: { count: 20, window_minutes: day_minutes },
  /** Policies, and rules, that one organisation begins to write. */
  draftsADay: { count: 60, window_minutes: day_minutes },
  /** Questions that one person asks about what they are to sign: each is told to all officers. */
  questionsADay: { count: 10, window_minutes: day_minutes },
  /** Times that one person asks to be erased: all officers of each of their clubs are told. */
  erasuresADay: { count: 5, window_minutes: day_minutes },
  /** Clubs that one person asks to be let in. */
  joinRequestsADay: { count: 20, window_minutes: day_minutes },
  /** Things that one host is asked to mend by their club: more help no more. */
  mendsOfOneADay: { count: 10, window_minutes: day_minutes },
  /** Times that the risk of one finding is asked to be accepted: each tells all who can decide. */
  acceptancesOfOneADay: { count: 10, window_minutes: day_minutes },
  /** Times that one club or session is said to belong where rules do not apply: as with a risk. */
  exemptionsOfOneADay: { count: 10, window_minutes: day_minutes },
  /** Times that clubs are asked how they would stand under rules: each judges all that it has. */
  previewsADay: { count: 60, window_minutes: day_minutes },
  /** Versions of rules that one organisation publishes: each judges every club below again. */
  publicationsADay: { count: 20, window_minutes: day_minutes },
  /** Checks of one Zoom account that one person asks for: each reads all of it. */
  checksAnHour: { count: 30, window_minutes: 60 },
} as const satisfies Record<string, Limit>
