import * as paths from '../paths'
import type { Notice } from './notice'
import { clubOf, slugOf } from './parts'
import type { Saying } from './words'

/** What is said where Zoom ended what somebody consented to. */
export const connectionEnded: Saying = {
  toHost: () => ({
    title: 'Touchline can no longer check your Zoom account',
    lines: [
      'Zoom no longer lets Touchline look at your account. That happens when Touchline is removed in Zoom, or when Zoom ends the permission that you gave.',
      'Your clubs see that Zoom is not connected, and your sessions count as not checked. If you did not mean this, connect again. It takes two minutes.',
    ],
    action: { label: 'Connect Zoom again', path: paths.zoom(paths.ownSlug) },
  }),
  toOfficer: (notice, now) => toOfficer[notice.facts.of](notice, now),
}

const toOfficer: Record<Notice['facts']['of'], Saying['toOfficer']> = {
  own: (notice) => ({
    title: `${notice.facts.coachName}’s Zoom account is no longer connected`,
    lines: [
      `Zoom no longer lets Touchline look at the account with which ${notice.facts.coachName} coaches for ${clubOf(notice)}. Their sessions cannot be checked until they connect it again.`,
      `We have told ${notice.facts.coachName}. Nothing has to be wrong: people often do this by mistake. Please ask them about it.`,
    ],
    action: toCoach(notice),
  }),
  host: (notice) => ({
    title: `${notice.facts.coachName} can no longer be checked in the club’s Zoom account`,
    lines: [
      `Zoom says that the user with which ${notice.facts.coachName} coaches for ${clubOf(notice)} was switched off, deleted, or moved out of the club’s Zoom account.`,
      `If ${notice.facts.coachName} still coaches for you, ask whoever looks after the Zoom account. Sessions that they hold elsewhere are not checked until that account is connected.`,
    ],
    action: toCoach(notice),
  }),
  account: (notice) => ({
    title: `The Zoom account of ${clubOf(notice)} is no longer connected`,
    lines: [
      'Zoom no longer lets Touchline look at the club’s own account. That happens when Touchline is removed in Zoom, or when whoever allowed it is no administrator there any more.',
      'Nobody’s sessions in it can be checked until an administrator of the Zoom account connects it again. It takes two minutes, and everything goes on as before.',
    ],
    action: { label: 'See the club’s Zoom account', path: paths.zoom(slugOf(notice)) },
  }),
}

const toCoach = (notice: Notice) => ({
  label: `See how ${notice.facts.coachName} stands`,
  path: notice.facts.coachId
    ? paths.coach(slugOf(notice), notice.facts.coachId)
    : paths.coaches(slugOf(notice)),
})
