/** The posts that somebody on a club's register can have, in the order in which they are shown. */
export const appointmentRoles = [
  'coach',
  'assistant_coach',
  'helper',
  'team_manager',
  'welfare_officer',
  'deputy_welfare_officer',
  'chair',
  'secretary',
  'treasurer',
  'committee',
] as const

export type AppointmentRole = (typeof appointmentRoles)[number]

/** Each of them in plain words. */
export const appointmentRoleWords: Readonly<Record<AppointmentRole, string>> = {
  coach: 'Coach',
  assistant_coach: 'Assistant coach',
  helper: 'Helper',
  team_manager: 'Team manager',
  welfare_officer: 'Welfare officer',
  deputy_welfare_officer: 'Deputy welfare officer',
  chair: 'Chair',
  secretary: 'Secretary',
  treasurer: 'Treasurer',
  committee: 'Committee member',
}

/** Posts of the whole club, and of no one team. */
const ofClub: ReadonlySet<AppointmentRole> = new Set([
  'welfare_officer',
  'deputy_welfare_officer',
  'chair',
  'secretary',
  'treasurer',
  'committee',
])

export const isOfClub = (role: AppointmentRole): boolean => ofClub.has(role)

/** Posts with which somebody teaches. */
export const coachingRoles: readonly AppointmentRole[] = ['coach', 'assistant_coach']

/** Posts of who looks after children's welfare. */
export const welfareRoles: readonly AppointmentRole[] = [
  'welfare_officer',
  'deputy_welfare_officer',
]

/** Posts in the club's committee. */
export const committeeRoles: readonly AppointmentRole[] = [
  'welfare_officer',
  'chair',
  'secretary',
  'treasurer',
  'committee',
]

/** How an appointment stands at a moment. */
export type AppointmentState = 'offered' | 'coming' | 'held' | 'ended' | 'declined' | 'withdrawn'

export type AppointmentDates = {
  readonly acceptedAt: Date | null
  readonly declinedAt: Date | null
  readonly withdrawnAt: Date | null
  readonly startsAt: Date
  readonly endsAt: Date | null
}

/** How an appointment stands, by its dates alone. One that was never answered is held by nobody. */
export function appointmentState(of: AppointmentDates, now: Date): AppointmentState {
  if (of.declinedAt) return 'declined'
  if (of.withdrawnAt) return 'withdrawn'
  if (of.endsAt && of.endsAt <= now) return 'ended'
  if (!of.acceptedAt) return 'offered'
  return of.startsAt > now ? 'coming' : 'held'
}
