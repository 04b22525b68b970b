import { endWords } from '../acceptances/end-words'
import { controlWords } from '../control-words'
import { formatDate } from '../dates'
import * as paths from '../paths'
import { midSentence } from '../wording'
import { nameOf } from './mend-words'
import type { Notice, NoticeKind } from './notice'
import { clubOf, slugOf } from './parts'
import type { Saying } from './words'

const toFinding = (notice: Notice) => ({
  label: 'See what it is about',
  path: paths.finding(slugOf(notice), notice.subjectId),
})

/** What is wrong, in the middle of a sentence. */
function what({ facts: { asked, acceptance } }: Notice): string {
  const [control = ''] = asked.controls
  return control === ''
    ? 'something is not set up safely'
    : midSentence(controlWords(control, acceptance.aboutKind).headline)
}

/** The last day on which it is accepted: the moment given is when that day is over. */
const until = ({ facts: { acceptance } }: Notice): string =>
  acceptance.until
    ? ` until the end of ${formatDate(new Date(acceptance.until.getTime() - 1))}`
    : ''

/** Whose it is, for a title: an officer is told, who looks after several; a coach knows. */
function whose({ role, facts: { coachId, coachName } }: Notice): string {
  if (role === 'coach' || role === 'person') return ''
  return coachId === null ? ': the club’s own Zoom' : `: ${nameOf(coachName)}’s Zoom`
}

/** The same for everybody, but for whose it is and why they get it. */
const toAll = (say: Saying['toOfficer']): Saying => ({ toHost: say, toOfficer: say })

const asked: Saying = toAll((notice) => {
  const { askedBy, acceptance } = notice.facts
  const isAbove = notice.subjectKind === 'acceptance_request'
  return {
    title: isAbove
      ? `${nameOf(acceptance.clubName)} asks you to accept a risk`
      : `${nameOf(askedBy)} asks you to accept a risk${whose(notice)}`,
    lines: [
      `${askedBy}${isAbove ? ` of ${acceptance.clubName}` : ''} asks to accept this${until(notice)}: ${what(notice)}.`,
      isAbove
        ? 'Nobody else at the club can decide on it, so it comes to you.'
        : 'It takes a second person, so that nobody decides alone. Read the reason, then say yes or no.',
    ],
    action: isAbove
      ? { label: 'Read it and decide', path: paths.acceptanceRequests(slugOf(notice)) }
      : { label: 'Read it and decide', path: paths.finding(slugOf(notice), notice.subjectId) },
  }
})

const decided: Saying = toAll((notice) => {
  const { approved, decidedBy } = notice.facts.acceptance
  return {
    title: `${approved ? 'A risk was accepted' : 'A risk was not accepted'}${whose(notice)}`,
    lines: approved
      ? [
          `${decidedBy} said yes for ${clubOf(notice)}. This is accepted${until(notice)}: ${what(notice)}.`,
          'It is still not met. We show both, and it ends by itself.',
        ]
      : [`${decidedBy} said no for ${clubOf(notice)}. Please mend this: ${what(notice)}.`],
    action: toFinding(notice),
  }
})

const ending: Saying = toAll((notice) => ({
  title: `A risk will soon be accepted no longer${whose(notice)}`,
  lines: [
    `At ${clubOf(notice)}, this is accepted${until(notice)}: ${what(notice)}.`,
    'After that it counts again. Mend it by then, or ask again and say why.',
  ],
  action: toFinding(notice),
}))

const ended: Saying = toAll((notice) => {
  const { endReason } = notice.facts.acceptance
  return {
    title: `A risk is no longer accepted${whose(notice)}`,
    lines: [
      `At ${clubOf(notice)}, this was accepted: ${what(notice)}.`,
      `It is not any more. ${endReason ? endWords(endReason) : 'Somebody of the club took it back.'}`,
      ...(endReason === 'time_up' || endReason === 'not_allowed' || endReason === null
        ? ['It counts again until a check sees it mended.']
        : []),
    ],
    action: toFinding(notice),
  }
})

/** What is said of risks that somebody asks to accept. */
export const acceptanceSayings = {
  acceptance_asked: asked,
  acceptance_decided: decided,
  acceptance_ending: ending,
  acceptance_ended: ended,
} as const satisfies Partial<Record<NoticeKind, Saying>>
