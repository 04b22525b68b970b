import { formatDate } from '../dates'
import * as paths from '../paths'
import { nameOf } from './mend-words'
import type { Notice, NoticeKind } from './notice'
import { clubOf, slugOf } from './parts'
import type { Saying } from './words'

/** The same for everybody, but for whose it is. */
const toAll = (say: Saying['toOfficer']): Saying => ({ toHost: say, toOfficer: say })

const isAbove = ({ subjectKind }: Notice) => subjectKind === 'exemption_request'

/** Whose it is, for a title: an officer is told, who looks after several; a coach knows. */
function whose({ role, facts: { coachId, coachName } }: Notice): string {
  if (role === 'coach' || role === 'person' || coachId === null) return ''
  return `: a session of ${nameOf(coachName)}`
}

/** What it is about, in the middle of a sentence. */
const about = ({ facts: { exemption } }: Notice) =>
  exemption.isClub ? 'the whole club' : 'a session'

const until = ({ facts: { lapsesAt } }: Notice) =>
  lapsesAt ? ` until ${formatDate(lapsesAt)}` : ' until its day'

const page = (notice: Notice, label: string) => ({
  label,
  path: isAbove(notice)
    ? paths.acceptanceRequests(slugOf(notice))
    : paths.exemptions(slugOf(notice)),
})

const asked: Saying = toAll((notice) => {
  const { askedBy, acceptance, exemption } = notice.facts
  const above = isAbove(notice)
  return {
    title: above
      ? `${nameOf(acceptance.clubName)} asks whether rules do not apply`
      : `${nameOf(askedBy)} says that rules do not apply${whose(notice)}`,
    lines: [
      `${askedBy}${above ? ` of ${acceptance.clubName}` : ''} says that ${about(notice)} belongs to “${exemption.category}”, where some rules do not apply.`,
      above
        ? 'Nobody else at the club can agree, so it comes to you. All rules hold until you do.'
        : 'It takes a second person. All rules hold until somebody else agrees.',
    ],
    action: page(notice, 'Read it and decide'),
  }
})

const decided: Saying = toAll((notice) => {
  const { isAgreed, category } = notice.facts.exemption
  const by = notice.facts.acceptance.decidedBy
  return {
    title: `${isAgreed ? 'Some rules do not apply now' : 'All rules apply as before'}${whose(notice)}`,
    lines: isAgreed
      ? [
          `${by} agreed that ${about(notice)} of ${clubOf(notice)} belongs to “${category}”. It counts${until(notice)}.`,
        ]
      : [`It was not agreed that ${about(notice)} of ${clubOf(notice)} belongs to “${category}”.`],
    action: page(notice, 'See what was said'),
  }
})

const lapses: Saying = toAll((notice) => ({
  title: `Some rules will soon apply again${whose(notice)}`,
  lines: [
    `At ${clubOf(notice)}, some rules do not apply to ${about(notice)}, by “${notice.facts.exemption.category}”. That counts${until(notice)}.`,
    'After that all rules hold again. Is it still so? Then say it once more when it has ended, and a second person agrees.',
  ],
  action: page(notice, 'See what was said'),
}))

/** What is said of where somebody says that rules do not apply. */
export const exemptionSayings = {
  exemption_asked: asked,
  exemption_decided: decided,
  exemption_lapses: lapses,
} as const satisfies Partial<Record<NoticeKind, Saying>>
