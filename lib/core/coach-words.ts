import type { CoachFacts, CoachState, CoachStatus } from './coach-status'
import { counted } from './dates'
import { firstName } from './wording'

/** What a state means and what comes next. `ask` is what only the coach can do: its button and letter. */
export type CoachWords = {
  /** Of one coach, and of several for the same reason. */
  readonly one: (name: string) => string
  readonly many: (count: number) => string
  readonly means: string
  readonly ask?: { readonly verb: string; readonly letter: string }
}

/**
 * What a list says beside a coach's status of meetings that wait to be sorted; null where nothing
 * waits or the status itself says so. A coach has days to sort them, in which they are up to date.
 */
export function unsortedWords(
  { state, unsortedMeetings }: CoachFacts['connection'],
  status: CoachStatus,
): string | null {
  if (state !== 'in_force' || unsortedMeetings === 0 || status.state === 'unsorted') return null
  return `${counted(unsortedMeetings, 'meeting')} not yet sorted`
}

const coaches = (count: number) => counted(count, 'coach', 'coaches')

const connectAgain = {
  verb: 'connect again',
  letter: 'Touchline can no longer read your Zoom account. Please connect it again here:',
}

/** The words for each state in which nothing certain is known of a coach. */
export const coachWords: Readonly<Partial<Record<CoachState, CoachWords>>> = {
  disconnected: {
    one: (name) => `Zoom no longer lets us read ${name}’s account`,
    many: (count) => `Zoom no longer lets us read the accounts of ${coaches(count)}`,
    means: 'We do not know if the next session is safe. Zoom has to be connected again.',
    ask: connectAgain,
  },
  share_ended: {
    one: (name) => `${name} no longer shares their Zoom account with the club`,
    many: (count) => `${coaches(count)} no longer share their Zoom accounts with the club`,
    means: 'Nothing new reaches the club. Whatever they coach online now is not checked.',
    ask: {
      verb: 'share it again',
      letter: 'You no longer share your Zoom account with our club. Please share it again here:',
    },
  },
  could_not_check: {
    one: (name) => `We could not check ${name}’s Zoom account`,
    many: (count) => `We could not check the Zoom accounts of ${coaches(count)}`,
    means: 'Zoom did not answer, or did not tell us everything. It may be safe or not.',
  },
  out_of_date: {
    one: (name) => `${name}’s last check is too long ago`,
    many: (count) => `The last checks of ${coaches(count)} are too long ago`,
    means: 'What was in order then may not be now. Ask for a check.',
  },
  unsorted: {
    one: (name) => `${name} has not said which meetings are club sessions`,
    many: (count) => `${coaches(count)} have not said which meetings are club sessions`,
    means: 'For more than a week. A session among them would not be checked.',
    ask: {
      verb: 'sort them',
      letter:
        'Touchline does not know which of your Zoom meetings are club sessions. Please say so here:',
    },
  },
  not_checked: {
    one: (name) => `We have not looked at everything of ${name}’s yet`,
    many: (count) => `We have not looked at everything of ${coaches(count)} yet`,
    means: 'A check is on its way, or a new session came since the last one.',
  },
  invitation_expired: {
    one: (name) => `${name}’s invitation ran out`,
    many: (count) => `The invitations of ${coaches(count)} ran out`,
    means: 'Nobody checks their sessions. Send a new one.',
  },
  not_connected: {
    one: (name) => `${name} has not connected Zoom yet`,
    many: (count) => `${coaches(count)} have not connected Zoom yet`,
    means: 'Nobody checks their sessions until they do. It takes about 3 minutes.',
    ask: {
      verb: 'connect Zoom',
      letter: 'Please connect your Zoom account, so that your sessions can be checked, here:',
    },
  },
  invited: {
    one: (name) => `${name} has not accepted the invitation yet`,
    many: (count) => `${coaches(count)} have not accepted the invitation yet`,
    means: 'Nobody checks their sessions until they do.',
  },
  not_invited: {
    one: (name) => `${name} has not been invited yet`,
    many: (count) => `${coaches(count)} have not been invited yet`,
    means: 'Nobody checks their sessions until they are, and connect Zoom.',
  },
}

/** Where the club's own Zoom account is disconnected, there is nothing that a coach could do. */
const clubDisconnected: CoachWords = {
  one: (name) => `Zoom no longer lets us read the club’s account, and with it ${name}’s`,
  many: (count) => `Zoom no longer lets us read the accounts of ${coaches(count)}`,
  means: 'We do not know if the next session is safe. The club’s Zoom has to be connected again.',
}

/** The words for a coach's state, by whose consent they are read. */
export const coachWordsOf = (
  state: CoachState,
  { byClub }: CoachFacts['connection'],
): CoachWords | undefined =>
  state === 'disconnected' && byClub ? clubDisconnected : coachWords[state]

/** The button that asks a coach, by their first name: `Ask Priya to connect again`. */
export const askWords = (name: string, verb: string): string => `Ask ${firstName(name)} to ${verb}`
