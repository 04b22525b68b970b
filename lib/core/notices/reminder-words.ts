import { formatDate } from '../dates'
import * as paths from '../paths'
import { credentialKinds } from '../register/credential'
import { inSentence } from '../register/words'
import { checklistOf } from '../sign-offs/checklists'
import { nameOf } from './mend-words'
import type { Notice } from './notice'
import { clubOf, slugOf } from './parts'
import type { Saying } from './words'

const isToSign = ({ subjectKind }: Notice) => subjectKind === 'sign_off_request'

const titleOf = ({ facts: { signOff } }: Notice) => signOff.titles[0] ?? ''

/** `“Code of conduct”`, or `first aid training`. */
function what(notice: Notice): string {
  const title = titleOf(notice)
  if (!isToSign(notice)) {
    const kind = credentialKinds.find((each) => each === title)
    return kind ? inSentence[kind] : 'what you have to show'
  }
  return `“${nameOf(checklistOf(title)?.title ?? (title || 'a policy'))}”`
}

/** Whether it is over at this moment, and the last day on which it is not, in words. */
function due({ facts: { signOff } }: Notice, now: Date) {
  const { dueAt } = signOff
  return {
    isOver: dueAt !== null && dueAt <= now,
    on: dueAt ? formatDate(new Date(dueAt.getTime() - 1)) : 'a day soon',
  }
}

function toSign(notice: Notice, now: Date) {
  const { isOver, on } = due(notice, now)
  return {
    title: isOver ? `Still to read: ${what(notice)}` : `To read by ${on}: ${what(notice)}`,
    lines: [
      `${clubOf(notice)} asked you to read and agree to ${what(notice)}. ${isOver ? `That was to be done by ${on}.` : `Please do that by ${on}.`}`,
      'It takes a few minutes. If something stops you, you can ask your welfare officer on the same page.',
    ],
    action: { label: 'Read it', path: paths.signOff(slugOf(notice), notice.subjectId) },
  }
}

function toShow(notice: Notice, now: Date) {
  const { isOver, on } = due(notice, now)
  return {
    title: isOver ? `No longer in date: ${what(notice)}` : `To renew by ${on}: ${what(notice)}`,
    lines: [
      isOver
        ? `For ${what(notice)}, the last day that counts at ${clubOf(notice)} was ${on}.`
        : `At ${clubOf(notice)}, ${what(notice)} counts until ${on}.`,
      'When you have it anew, put its dates in on your page. We never ask for a picture of it.',
    ],
    action: {
      label: 'See what to renew',
      path: paths.coach(slugOf(notice), notice.facts.coachId ?? ''),
    },
  }
}

/** What is due by a day, to who is to do it; and to officers once that was said often enough. */
export const reminder: Saying = {
  toHost: (notice, now) => ({
    ...(isToSign(notice) ? toSign(notice, now) : toShow(notice, now)),
    why: `You get this because you are on the register of ${clubOf(notice)}.`,
  }),
  toOfficer: (notice, now) => {
    const { on } = due(notice, now)
    const who = notice.facts.coachName
    return {
      title: `${nameOf(who)} was reminded often enough: ${what(notice)}`,
      lines: [
        `For ${who} of ${clubOf(notice)}, ${what(notice)} was due on ${on}. We have reminded them, and do not write to them again.`,
        'Please talk to them.',
      ],
      action: {
        label: `See ${nameOf(who)}’s page`,
        path: paths.coach(slugOf(notice), notice.facts.coachId ?? ''),
      },
    }
  },
}
