import { formatDate } from '../dates'
import type { Profile } from '../profiles/profile'
import type { Level } from '../results'
import { coachingRoles, welfareRoles, type AppointmentRole } from './appointment'

/** Somebody with a post that they hold now. */
export type Officer = {
  readonly coachId: string
  readonly name: string
  readonly coaching: boolean
  /** What they hold. */
  readonly roles: readonly AppointmentRole[]
  /** The first day on which they look after welfare no more, where that is known. */
  readonly welfareEndsAt: Date | null
  /** Who takes it over from them, where somebody was asked to. */
  readonly successor?: { readonly name: string; readonly saidYes: boolean } | null
}

/** Somebody whose post of welfare is over, and who still signs in here as one who looks after it. */
export type FormerOfficer = { readonly coachId: string; readonly name: string }

/** What an officer should know before it hurts: one sentence, and whom it is about. */
export type OfficerWarning = {
  readonly kind: 'none' | 'only_one' | 'coaches' | 'ends' | 'still_signs_in'
  readonly words: string
  readonly coachId: string | null
}

const lookAhead_ms = 56 * 24 * 60 * 60_000

const isWelfare = ({ roles }: Officer) => roles.some((role) => welfareRoles.includes(role))
const coaches = ({ coaching, roles }: Officer) =>
  coaching || roles.some((role) => coachingRoles.includes(role))

/** Where a club has one officer, one who coaches, or one who soon goes, in the order of its weight. */
export function officerWarnings(officers: readonly Officer[], now: Date): OfficerWarning[] {
  const welfare = officers.filter(isWelfare)
  const lead = welfare.some(({ roles }) => roles.includes('welfare_officer'))
  if (!lead) {
    const words =
      'Nobody on the register has the role of welfare officer yet. Offer it to somebody, also where they see these pages already.'
    return [{ kind: 'none', words, coachId: null }]
  }
  const [only, another] = welfare
  return [
    ...(only && !another
      ? [
          {
            kind: 'only_one' as const,
            words: `${only.name} is the only welfare officer. Name a deputy, so that somebody is there when they are not.`,
            coachId: only.coachId,
          },
        ]
      : []),
    ...welfare.filter(coaches).map(({ name, coachId }) => ({
      kind: 'coaches' as const,
      words: `${name} looks after welfare and coaches too. A child who worries about their coach needs somebody else to turn to.`,
      coachId,
    })),
    ...welfare.flatMap((officer) =>
      officer.welfareEndsAt && officer.welfareEndsAt.getTime() - now.getTime() < lookAhead_ms
        ? [
            {
              kind: 'ends' as const,
              words: endWords(officer, officer.welfareEndsAt),
              coachId: officer.coachId,
            },
          ]
        : [],
    ),
  ]
}

/** When somebody stops, and who comes after them. */
function endWords({ name, successor }: Officer, endsAt: Date): string {
  const last = formatDate(new Date(endsAt.getTime() - 1))
  if (!successor) {
    return `${name} soon stops being welfare officer: the last day is ${last}. Hand the role to the next one now, so that the two overlap.`
  }
  const { name: next, saidYes } = successor
  return saidYes
    ? `${name} hands over to ${next}. Both look after welfare until ${last}.`
    : `${name} hands over to ${next} by ${last}. ${next} has not said yes yet.`
}

/** Who is to be taken off those who sign in, once a handover is over. */
export const stillSignIn = (former: readonly FormerOfficer[]): OfficerWarning[] =>
  former.map(({ coachId, name }) => ({
    kind: 'still_signs_in',
    words: `${name} does not look after welfare any more, and still sees these pages. End that under “People”.`,
    coachId,
  }))

/** How the rule about welfare officers stands for the club; null where it is not asked for. */
export function judgeOfficers(
  profile: Profile,
  officers: readonly Officer[],
  now: Date,
): { level: Level; result: 'met' | 'not_met'; because: string } | null {
  const choice = profile.controls.P12
  if (!choice) return null
  const found = officerWarnings(officers, now).filter(({ kind }) => kind !== 'ends')
  const [first] = found
  if (first) return { level: choice.level, result: 'not_met', because: first.words }
  const because = 'The club has a welfare officer who does not coach, and a deputy.'
  return { level: choice.level, result: 'met', because }
}
