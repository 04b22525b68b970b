import { counted } from '../dates'
import * as paths from '../paths'
import { acceptanceSayings } from './acceptance-words'
import { erasureSayings } from './erasure-words'
import { exemptionSayings } from './exemption-words'
import { connectionEnded } from './ended-words'
import { linkPosted } from './link-posted-words'
import { changedForCoach, mendAsked, mended } from './mend-words'
import type { Notice, NoticeKind, NoticeRole } from './notice'
import { clubOf, inFull, shortly, slugOf } from './parts'
import { registerSayings } from './register-words'
import { reminder } from './reminder-words'
import { signOffSayings } from './sign-off-words'
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

/** `why` where it is for another reason than the post. */
type Said = Omit<NoticeWords, 'why'> & { readonly why?: string }

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
  return { ...said, why: said.why ?? whys[notice.role](clubOf(notice)) }
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

const sayings: Record<NoticeKind, Saying> = {
  session_unsafe: sessionUnsafe,
  session_unsafe_soon: sessionUnsafeSoon,
  connection_ended: connectionEnded,
  link_posted: linkPosted,
  mend_asked: mendAsked,
  mended,
  changed_for_coach: changedForCoach,
  statement_lapses: statementLapses,
  reminder,
  ...acceptanceSayings,
  ...exemptionSayings,
  ...signOffSayings,
  ...registerSayings,
  ...erasureSayings,
}
