import { counted } from '../dates'
import * as paths from '../paths'
import { acceptanceSayings } from './acceptance-words'
import { connectionEnded } from './ended-words'
import { mendAsked, mended } from './mend-words'
import type { Notice, NoticeKind, NoticeRole } from './notice'
import { clubOf, inFull, shortly, slugOf } from './parts'
import { statementLapses } from './statement-words'

/** A notice as it is read: in a mail, and in the list of what was sent. */
export type NoticeWords = {
  /** Also the mail's subject. Says what is so without opening it. */
  readonly title: string
  /** Paragraphs: what is so, and what to do. */
  readonly lines: readonly string[]
  /** The one thing to do. The path is on this site. */
  readonly action: { readonly label: string; readonly path: string }
  /** Why this person gets it. */
  readonly why: string
}

type Said = Omit<NoticeWords, 'why'>

/** What a kind of notice says to whose Zoom account it is, and to those who look after safety. */
export type Saying = {
  toHost(notice: Notice, now: Date): Said
  toOfficer(notice: Notice, now: Date): Said
}

/** What a notice says. Never a topic, a link to a meeting, a passcode or a child's name. */
export function noticeWords(notice: Notice, now: Date): NoticeWords {
  const saying = sayings[notice.kind]
  const isOfficer = notice.role !== 'person' && notice.role !== 'coach'
  const said = isOfficer ? saying.toOfficer(notice, now) : saying.toHost(notice, now)
  return { ...said, why: whys[notice.role](clubOf(notice)) }
}

const whys: Record<NoticeRole, (club: string) => string> = {
  person: () => 'You get this because you connected your Zoom account to Touchline.',
  coach: (club) => `You get this because you coach for ${club}.`,
  welfare_officer: (club) => `You get this because you are a welfare officer of ${club}.`,
  administrator: (club) => `You get this because you look after the pages of ${club}.`,
  safeguarding_lead: (body) => `You get this because you are a safeguarding lead of ${body}.`,
}

const rules = ({ facts }: Notice) => `${counted(facts.musts, 'rule')} that every session must keep`

const toSession = (notice: Notice, label: string) => ({
  label,
  path: paths.session(slugOf(notice), notice.subjectId),
})

const sessionUnsafe: Saying = {
  toHost: (notice, now) => ({
    title: `Your session${shortly(notice)} is not set up safely yet`,
    lines: [
      `Your online session for ${clubOf(notice)}${inFull(notice, now)} does not keep ${rules(notice)}.`,
      'Please mend it before the session starts. We show you how, step by step. If you have mended it in Zoom already, press “Check again” on the same page.',
    ],
    action: toSession(notice, 'See what to mend'),
  }),
  toOfficer: (notice, now) => ({
    title: `${notice.facts.coachName}’s session${shortly(notice)} is not set up safely yet`,
    lines: [
      `The online session of ${notice.facts.coachName} for ${clubOf(notice)}${inFull(notice, now)} does not keep ${rules(notice)}.`,
    ],
    action: toSession(notice, 'See what is wrong'),
  }),
}

const sessionUnsafeSoon: Saying = {
  toHost: (notice, now) => ({
    title: `Your session${shortly(notice)} is still not set up safely`,
    lines: [
      `Your online session for ${clubOf(notice)}${inFull(notice, now)} is about to start. It does not keep ${rules(notice)}.`,
      'Please mend it now. If you cannot, do not start the session: ask your welfare officer, who has been told too.',
    ],
    action: toSession(notice, 'See what to mend'),
  }),
  toOfficer: (notice, now) => ({
    title: `${notice.facts.coachName}’s session${shortly(notice)} is still not set up safely`,
    lines: [
      `The online session of ${notice.facts.coachName} for ${clubOf(notice)}${inFull(notice, now)} is about to start. It does not keep ${rules(notice)}.`,
      `We have told ${notice.facts.coachName}. Please ring them, to make sure that it is mended or put off.`,
    ],
    action: toSession(notice, 'See what is wrong'),
  }),
}

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

const linkPosted: Saying = {
  ...clubLinkPosted,
  toHost: (notice, now) =>
    notice.role === 'person' ? ownLinkPosted(notice, now) : clubLinkPosted.toHost(notice, now),
}

const sayings: Record<NoticeKind, Saying> = {
  session_unsafe: sessionUnsafe,
  session_unsafe_soon: sessionUnsafeSoon,
  connection_ended: connectionEnded,
  link_posted: linkPosted,
  mend_asked: mendAsked,
  mended,
  statement_lapses: statementLapses,
  ...acceptanceSayings,
}
