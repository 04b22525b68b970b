import { coachingRoles, type AppointmentRole } from '../register/appointment'
import type { CredentialKind } from '../register/credential'
import type { ReadCredential, ReadPerson } from './read-row'

/** What the register says of somebody whom a row names. */
export type OnRegister = {
  readonly name: string
  readonly email: string
  readonly teams: string
  readonly tags: string
  readonly coachesUnder18sOnline: boolean
  /** Roles that they have, or were asked for, whatever they said to it. */
  readonly roles: readonly AppointmentRole[]
  /** What they have to show, which is in force. */
  readonly credentials: readonly {
    readonly kind: CredentialKind
    readonly issuedOn: string | null
  }[]
}

/** What a row sets; what it says nothing of stays as it stands. */
export type RegisterChange = { teams?: string; tags?: string; coachesUnder18sOnline?: boolean }

/** What a row changes of what stands there. Empty where it says what is there already. */
export function changeOf(
  { teams, tags, online }: ReadPerson,
  there: Pick<OnRegister, 'teams' | 'tags' | 'coachesUnder18sOnline'>,
): RegisterChange {
  return {
    ...(teams !== null && teams !== there.teams ? { teams } : {}),
    ...(tags !== null && tags !== there.tags ? { tags } : {}),
    ...(online !== null && online !== there.coachesUnder18sOnline
      ? { coachesUnder18sOnline: online }
      : {}),
  }
}

/** Roles that a row names and nobody has offered yet. */
export const newRoles = ({ roles }: ReadPerson, there: Pick<OnRegister, 'roles'>) =>
  roles.filter((role) => !there.roles.includes(role))

/** Claims of a row that are newer than what stands there: an old file takes nothing back. */
export const newerCredentials = (
  { credentials }: ReadPerson,
  there: Pick<OnRegister, 'credentials'>,
): ReadCredential[] =>
  credentials.filter(
    ({ kind, issuedOn }) =>
      !there.credentials.some(
        (each) => each.kind === kind && each.issuedOn !== null && each.issuedOn >= issuedOn,
      ),
  )

/** Whether somebody coaches, by their roles; where none is known they do. */
export const coachesBy = (roles: readonly AppointmentRole[]): boolean =>
  roles.length === 0 || roles.some((role) => coachingRoles.includes(role))

/** True where two rows say the same of one person. */
export const saysSame = (one: ReadPerson, other: ReadPerson) =>
  JSON.stringify(one) === JSON.stringify(other)
