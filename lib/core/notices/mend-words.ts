import { controlWords } from '../control-words'
import { counted } from '../dates'
import { fixableControls } from '../mends/plan-mend'
import * as paths from '../paths'
import { midSentence } from '../wording'
import type { Notice } from './notice'
import { clubOf, inFull, shortly, slugOf } from './parts'
import type { Saying } from './words'

/** Longer ones would not fit into a subject line. */
const name_max = 40

/** A name, short enough for a subject line. */
export const nameOf = (name: string) =>
  name.length > name_max ? `${name.slice(0, name_max - 1).trimEnd()}…` : name

/** The page of what it is about, in the club. */
const toIt = (notice: Notice): string =>
  notice.subjectKind === 'session'
    ? paths.session(slugOf(notice), notice.subjectId)
    : paths.finding(slugOf(notice), notice.subjectId)

/** Where Touchline can mend it: what it would change, to say yes to. Else how to mend it in Zoom. */
function toPreview(notice: Notice) {
  const { subjectKind, subjectId, controls, isOwn } = notice.facts.asked
  const can = subjectKind ? fixableControls(subjectKind).filter((id) => controls.includes(id)) : []
  return isOwn && subjectKind && subjectId && can.length > 0
    ? { label: 'See what would be changed', path: paths.mendNew({ subjectKind, subjectId }, can) }
    : { label: 'See how to mend it', path: toIt(notice) }
}

const whatIsWrong = ({ facts: { asked } }: Notice): string => {
  const [control = '', ...more] = asked.controls
  if (control === '') return 'something is not set up safely yet'
  return more.length > 0
    ? `${counted(asked.controls.length, 'thing')} to mend`
    : midSentence(controlWords(control, asked.subjectKind ?? 'user').headline)
}

/** A welfare officer pressed the button: the host is asked, and by whom. */
export const mendAsked: Saying = {
  toHost: (notice, now) => {
    const { askedBy, asked } = notice.facts
    const isSession = asked.subjectKind === 'meeting'
    const where = isSession ? `your session${shortly(notice)}` : 'your Zoom account'
    const action = toPreview(notice)
    return {
      title: `${nameOf(askedBy)} asks you to mend ${where}`,
      lines: [
        `${askedBy} of ${clubOf(notice)} asks you to mend ${
          isSession ? `your session${inFull(notice, now)}` : 'the Zoom account you coach with'
        }: ${whatIsWrong(notice)}.`,
        action.path === toIt(notice)
          ? 'We show you how, step by step. Press “Check again” there when it is done.'
          : 'We can do it for you: we show you exactly what would change, and change it only if you say yes. Or mend it in Zoom yourself.',
      ],
      action,
    }
  },
  toOfficer: (notice) => ({
    title: `${notice.facts.coachName} was asked to mend something`,
    lines: [`${notice.facts.askedBy} asked ${notice.facts.coachName} to mend it.`],
    action: { label: 'See what it is', path: toIt(notice) },
  }),
}

/** Of settings by name, as a list: `the waiting room and the passcode` would promise their grammar. */
const namesOf = ({ facts: { changed } }: Notice): string =>
  changed.names.length > 0 ? changed.names.join(', ') : 'settings'

const changedWhere = (notice: Notice): string => {
  const { sessions } = notice.facts.changed
  if (sessions === 0) return 'your settings'
  return sessions === 1 ? `your session${shortly(notice)}` : `${sessions} of your sessions`
}

/** An officer had something changed in the club's own Zoom account: its coach is told, and of what. */
export const changedForCoach: Saying = {
  toHost: (notice) => {
    const { isPutBack } = notice.facts.changed
    return {
      title: isPutBack
        ? `Put back in Zoom: ${changedWhere(notice)}`
        : `Changed in Zoom for you: ${changedWhere(notice)}`,
      lines: [
        `A welfare officer or administrator of ${clubOf(notice)} ${
          isPutBack ? 'had this put back' : 'changed this'
        } in the club’s own Zoom account, from Touchline: ${namesOf(notice)}.`,
        'There is nothing for you to do. If it is in the way of your session, talk to them before you change it in Zoom.',
      ],
      action:
        notice.subjectKind === 'session'
          ? { label: 'See the session', path: toIt(notice) }
          : { label: 'See your sessions', path: paths.sessions(slugOf(notice)) },
    }
  },
  toOfficer: (notice) => ({
    title: `Changed in Zoom for ${nameOf(notice.facts.coachName)}`,
    lines: [`This was changed in the club’s own Zoom account: ${namesOf(notice)}.`],
    action: { label: 'See the club’s Zoom', path: paths.zoom(slugOf(notice)) },
  }),
}

/** What somebody asked for was read back from Zoom as mended. */
export const mended: Saying = {
  toHost: (notice) => ({
    title: 'What your club asked you to mend is mended',
    lines: [`We have read it back from Zoom, and ${clubOf(notice)} sees it. Thank you.`],
    action: { label: 'See it', path: toIt(notice) },
  }),
  toOfficer: (notice) => {
    const { coachName } = notice.facts
    const isSession = notice.subjectKind === 'session'
    const name = nameOf(coachName)
    return {
      title: isSession ? `Mended: ${name}’s session` : `Mended: what you asked ${name} for`,
      lines: [
        `You asked ${coachName} to mend ${isSession ? 'a session' : 'something'} for ${clubOf(notice)}. We have read it back from Zoom: it is mended.`,
      ],
      action: { label: 'See it', path: toIt(notice) },
    }
  },
}
