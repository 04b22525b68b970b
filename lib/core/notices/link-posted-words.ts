import * as paths from '../paths'
import type { Notice } from './notice'
import { clubOf, inFull, shortly, slugOf } from './parts'
import type { Saying } from './words'

const toFinding = (notice: Notice) => ({
  label: 'See what to do',
  path: paths.finding(slugOf(notice), notice.subjectId),
})

const ownLinkPosted: Saying['toHost'] = (notice, now) => ({
  title: `Act now: a link to one of your meetings${shortly(notice)} was found in public`,
  lines: [
    `Zoom found the link to a meeting in your Zoom account${inFull(notice, now)} where anybody can see it. Strangers may try to join.`,
    'You keep that meeting private, or have not said yet what it is. So we tell only you: no club knows of it.',
    'If it is running: lock it, and remove everybody you do not know. If it has not started: delete it in Zoom and make a new one, with a new link and a new passcode.',
    'Then ask whoever posted the link to take it down. If it is a club session after all, say so here: then your welfare officer is told and can help.',
  ],
  action: { label: 'See your meetings', path: paths.zoomMeetings(paths.ownSlug) },
})

const clubLinkPosted: Saying = {
  toHost: (notice, now) => ({
    title: `Act now: the link to your session${shortly(notice)} was posted in public`,
    lines: [
      `Zoom found the link to your online session for ${clubOf(notice)}${inFull(notice, now)} where anybody can see it. Strangers may try to join.`,
      'If the session is running: lock it, and remove everybody you do not know.',
      'If it has not started: delete the meeting in Zoom and make a new one, with a new link and a new passcode. Send them to the parents only, never in a post or a group.',
      'Then ask whoever posted the link to take it down.',
    ],
    action: toFinding(notice),
  }),
  toOfficer: (notice, now) => ({
    title: `Act now: the link to ${notice.facts.coachName}’s session${shortly(notice)} was posted in public`,
    lines: [
      `Zoom found the link to the online session of ${notice.facts.coachName} for ${clubOf(notice)}${inFull(notice, now)} where anybody can see it. Strangers may try to join.`,
      `We have told ${notice.facts.coachName}. Please ring them now: the session must not go on, or start, with that link.`,
      'Then have the post taken down, and find out how the link came to be there.',
    ],
    action: toFinding(notice),
  }),
}

/** Of a meeting in the club's own Zoom account that is no session of it. */
const noSessionPosted: Saying = {
  toHost: (notice, now) => ({
    title: `Act now: a link to one of your meetings${shortly(notice)} was found in public`,
    lines: [
      `Zoom found the link to a meeting of yours in the Zoom account of ${clubOf(notice)}${inFull(notice, now)} where anybody can see it. Strangers may try to join. Your welfare officers have been told, too.`,
      'If it is running: lock it, and remove everybody you do not know. If it has not started: delete it in Zoom and make a new one, with a new link and a new passcode.',
      'Then ask whoever posted the link to take it down.',
    ],
    action: { label: 'See your sessions', path: paths.sessions(slugOf(notice)) },
  }),
  toOfficer: (notice, now) => {
    const { coachName } = notice.facts
    return {
      title: `Act now: the link to a meeting of ${coachName}${shortly(notice)} was posted in public`,
      lines: [
        `Zoom found the link to a meeting of ${coachName} in the club’s own Zoom account${inFull(notice, now)} where anybody can see it. Strangers may try to join.`,
        whyNoSession[notice.subjectKind] ?? whyNoSession['connection'] ?? '',
        'Please find out now who runs it, and ring them: if it is running, they should lock it and remove everybody they do not know. If it has not started, they should delete it in Zoom and make a new one.',
        'If children take part, say so in Touchline: then it is checked like every other session.',
      ],
      action: { label: 'See the club’s Zoom', path: paths.zoom(slugOf(notice)) },
    }
  },
}

const whyNoSession: Readonly<Record<string, string>> = {
  meeting: 'One of you said that it is no session of the club, so Touchline does not check it.',
  host: 'They are not connected here as one of your coaches, so Touchline does not check it.',
  connection: 'Touchline does not know who its host is, so it does not check it.',
}

/** What concerns a club's session is a finding. */
const isFinding = ({ subjectKind }: Notice) => subjectKind === 'finding'

export const linkPosted: Saying = {
  toHost: (notice, now) => {
    if (notice.role === 'person') return ownLinkPosted(notice, now)
    return (isFinding(notice) ? clubLinkPosted : noSessionPosted).toHost(notice, now)
  },
  toOfficer: (notice, now) =>
    (isFinding(notice) ? clubLinkPosted : noSessionPosted).toOfficer(notice, now),
}
