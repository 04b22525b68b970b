import { stepsOf, type KnownStep, type Step } from './step'

/**
 * What a club has ever done, as its data say it: what was done once is done, whoever leaves later.
 * Somebody may be on the list who does not coach online: then no Zoom account is asked for.
 */
export type ClubBegun = {
  /** People who are, or were, on the register. */
  readonly people: number
  /** A file of people that waits to be gone on with; null where none does. */
  readonly draftImportId: string | null
  /** Of people on the register: ever invited, and ever joined. */
  readonly invited: number
  readonly joined: number
  /** Who coaches under-18s online now. */
  readonly online: number
  /** Zoom accounts that were ever shared with the club, and its own. */
  readonly accounts: number
  /** Policies from above that wait for the club's yes, and those that it ever said yes to. */
  readonly toAdopt: number
  readonly adopted: number
  /** Welfare officers, now or before, and invitations to be one that wait for an answer. */
  readonly officers: number
  readonly officersInvited: number
}

export const clubSteps = ['people', 'invite', 'zoom', 'policies', 'second_officer'] as const
export type ClubStep = (typeof clubSteps)[number]

/** The first steps of a club that still mean something to it. */
export function clubFirstRun(begun: ClubBegun): Step<ClubStep>[] {
  return stepsOf(clubSteps.flatMap((id) => knownStep(id, begun)))
}

function knownStep(id: ClubStep, begun: ClubBegun): KnownStep<ClubStep>[] {
  const is = standing[id](begun)
  return is === null ? [] : [{ id, is }]
}

/** Null where a step means nothing to the club. */
const standing: Record<ClubStep, (begun: ClubBegun) => KnownStep<ClubStep>['is'] | null> = {
  people: ({ people }) => (people > 0 ? 'done' : 'to_do'),
  invite: ({ invited, joined }) => (joined > 0 ? 'done' : invited > 0 ? 'waiting' : 'to_do'),
  zoom: ({ people, online, accounts, invited }) => {
    if (accounts > 0) return 'done'
    if (people > 0 && online === 0) return null
    return invited > 0 ? 'waiting' : 'to_do'
  },
  policies: ({ toAdopt, adopted }) => {
    if (toAdopt > 0) return adopted > 0 ? 'done' : 'to_do'
    return adopted > 0 ? 'done' : null
  },
  second_officer: ({ officers, officersInvited }) =>
    officers > 1 ? 'done' : officersInvited > 0 ? 'waiting' : 'to_do',
}
