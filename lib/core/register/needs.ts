import type { Profile } from '../profiles/profile'
import type { Level } from '../results'
import { coachingRoles, committeeRoles, welfareRoles, type AppointmentRole } from './appointment'
import type { CredentialKind } from './credential'

/** The rules of which the register knows whether a person meets them. */
export const registerRules = [
  'P01',
  'P02',
  'P03',
  'P04',
  'P05',
  'P06',
  'P07',
  'P08',
  'P10',
  'P11',
] as const

/** The rules about record checks: of what they come to, no day is passed on. */
const checkRules: readonly string[] = ['P01', 'P02']

/** Until when a result counts, as it may be passed on: of a record check that is nobody's to know. */
export const untilPassedOn = (rule: string, until: Date | null): Date | null =>
  checkRules.includes(rule) ? null : until

export type RegisterRule = (typeof registerRules)[number]

/** What a rule asks somebody to show. */
export type Need = {
  readonly rule: RegisterRule
  readonly level: Level
  readonly kind: CredentialKind
  /** For so long one counts; null where only the day on it says. */
  readonly renewal_months: number | null
  /** It has to say that coaching online is covered. */
  readonly online: boolean
  /** Their own word is not enough: somebody else has to have looked. */
  readonly secondPerson: boolean
}

/** Whom the rules ask: somebody with these posts, held or offered. */
export type Asked = { readonly coaching: boolean; readonly roles: readonly AppointmentRole[] }

/** Posts that bring somebody close to children. */
const closeToChildren: readonly AppointmentRole[] = [
  ...coachingRoles,
  ...welfareRoles,
  'helper',
  'team_manager',
]

const has = ({ roles }: Asked, any: readonly AppointmentRole[]) =>
  roles.some((role) => any.includes(role))

const coaches = (of: Asked) => of.coaching || has(of, coachingRoles)
const isClose = (of: Asked) => coaches(of) || has(of, closeToChildren)

/** True for somebody who is close to children by what they are on a register. */
export const isCloseToChildren = (roles: readonly string[]): boolean =>
  closeToChildren.some((role) => roles.includes(role))

type Row = Omit<Need, 'level' | 'renewal_months'> & { readonly of: (asked: Asked) => boolean }

const second = { secondPerson: true, online: false } as const

/** Which rule asks whom for what. Who need not have a record check declares instead. */
const rows: readonly Row[] = [
  { rule: 'P01', kind: 'record_check', ...second, of: isClose },
  { rule: 'P03', kind: 'safeguarding_training', ...second, of: isClose },
  { rule: 'P04', kind: 'officer_training', ...second, of: (of) => has(of, welfareRoles) },
  { rule: 'P05', kind: 'committee_training', ...second, of: (of) => has(of, committeeRoles) },
  { rule: 'P06', kind: 'coaching_licence', ...second, online: true, of: coaches },
  { rule: 'P07', kind: 'insurance', secondPerson: false, online: true, of: coaches },
  { rule: 'P08', kind: 'first_aid', ...second, of: coaches },
  {
    ...{ rule: 'P10', kind: 'self_declaration', secondPerson: false, online: false },
    of: (of) => !isClose(of) && of.roles.length > 0,
  },
]

/** What the profile's rules ask somebody to show, in the order of the rules. */
export function needsOf(profile: Profile, asked: Asked): Need[] {
  return rows.flatMap(({ of, ...row }) => {
    const choice = profile.controls[row.rule]
    if (!choice || !of(asked)) return []
    const months = choice.parameters['renewal_months']
    const renewal_months = typeof months === 'number' ? months : null
    return [{ ...row, level: choice.level, renewal_months }]
  })
}

/** For how long the rules take one of this kind; null where they do not say. */
export function renewalOf(profile: Profile, kind: CredentialKind): number | null {
  const rule = rows.find((row) => row.kind === kind)?.rule
  const months = rule && profile.controls[rule]?.parameters['renewal_months']
  return typeof months === 'number' ? months : null
}
