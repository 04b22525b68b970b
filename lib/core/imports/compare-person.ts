import type { ReadPerson } from './read-row'

/** What the register says of somebody whom a row names. */
export type OnRegister = {
  readonly name: string
  readonly email: string
  readonly teams: string
  readonly coachesUnder18sOnline: boolean
}

/** What a row sets; what it says nothing of stays as it stands. */
export type RegisterChange = { teams?: string; coachesUnder18sOnline?: boolean }

/** What a row changes of what stands there. Empty where it says what is there already. */
export function changeOf(person: ReadPerson, there: OnRegister): RegisterChange {
  const { teams, online } = person
  return {
    ...(teams !== null && teams !== there.teams ? { teams } : {}),
    ...(online !== null && online !== there.coachesUnder18sOnline
      ? { coachesUnder18sOnline: online }
      : {}),
  }
}

/** True where two rows say the same of one person. */
export const saysSame = (one: ReadPerson, other: ReadPerson) =>
  JSON.stringify(one) === JSON.stringify(other)
