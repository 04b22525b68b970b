import type { ClubState } from '#lib/core/club-status'
import { counted } from '#lib/core/dates'
import type { Club } from '#lib/roll-ups/get-club'

type Meaning = { headline: string; means: string; next: string | undefined }

/** What a club's state means to the body above it, and what it can do. */
export function clubMeaning(club: Club): Meaning {
  return { ...meanings[club.status.state](club), next: nextSteps[club.status.state] }
}

const meanings: Readonly<Record<ClubState, (club: Club) => Omit<Meaning, 'next'>>> = {
  blocks_affiliation: ({ name, blocking }) => ({
    headline: `${name} falls short, and is late`,
    means: `${counted(blocking, 'thing is', 'things are')} not as your MUST rules ask, and the day by which the first was to be mended is over. That blocks its affiliation.`,
  }),
  falls_short: ({ name, blocking }) => ({
    headline: `${name} falls short`,
    means: `${counted(blocking, 'thing is', 'things are')} not as your MUST rules ask. Each stays open until a check in Zoom sees it mended.`,
  }),
  no_coaches: ({ name }) => ({
    headline: `We know nothing about ${name} yet`,
    means: 'It has nobody on its list of coaches, so there is nothing to check.',
  }),
  could_not_check: ({ name, couldNotCheck }) => ({
    headline: `We could not check all of ${name}`,
    means: `${counted(couldNotCheck, 'MUST rule')} could not be checked, because Zoom did not answer or did not tell us. It may be safe or not: we do not know.`,
  }),
  not_connected: ({ name, coachesNotConnected }) => ({
    headline: `We do not know all of ${name}`,
    means: `${counted(coachesNotConnected, 'coach', 'coaches')} of under-18s online ${coachesNotConnected === 1 ? 'has' : 'have'} no Zoom account connected, so their sessions are not checked.`,
  }),
  not_checked: ({ name }) => ({
    headline: `${name} has not been fully checked yet`,
    means: 'No check has read everything that your rules need.',
  }),
  partly_checked: ({ name, coachesNotKnown, coachesUnsorted }) => ({
    headline: `We do not know all of ${name}`,
    means: `Of ${counted(coachesNotKnown, 'coach', 'coaches')} with Zoom connected, not everything was checked. ${coachesUnsorted > 0 ? unsorted(coachesUnsorted) : 'A new session may wait for its first check.'}`,
  }),
  out_of_date: ({ name }) => ({
    headline: `What we know of ${name} is out of date`,
    means: 'It met every MUST, but what that rests on is too long ago to rely on.',
  }),
  risk_accepted: ({ name, acceptedBlocking }) => ({
    headline: `${name} has accepted ${acceptedBlocking === 1 ? 'a risk' : 'risks'}`,
    means: `${counted(acceptedBlocking, 'thing is', 'things are')} not as your MUST rules ask. Two people agreed to accept that until a day. All else is as it should be.`,
  }),
  up_to_date: ({ name }) => ({
    headline: `${name} meets every MUST`,
    means: 'Everything your MUST rules ask was looked at in Zoom, in time, and is as it should be.',
  }),
}

const unsorted = (count: number) =>
  `${counted(count, 'coach has', 'coaches have')} not said for over a week which of their meetings are club sessions. A session among them would not be checked.`

const nextSteps: Readonly<Record<ClubState, string | undefined>> = {
  blocks_affiliation: 'Ask its welfare officer today when it will be mended.',
  falls_short: 'The club and its coach have been shown how to mend it. Ask its welfare officer.',
  no_coaches: 'Ask its welfare officer to add the coaches.',
  could_not_check: 'Often a coach has to connect Zoom again. The club sees whose it is.',
  not_connected: 'The club sees who they are, and can ask them.',
  not_checked: 'The first check follows within a day of connecting Zoom.',
  partly_checked: 'The club sees who they are, and can ask them.',
  out_of_date: 'Checks run every day by themselves. If this lasts, tell us.',
  risk_accepted: 'It counts again when its day comes. Until then it is counted apart.',
  up_to_date: undefined,
}
