import { counted, formatDate, formatDateTime } from '../dates'
import * as paths from '../paths'
import { checklistOf } from '../sign-offs/checklists'
import { nameOf } from './mend-words'
import type { Notice, NoticeKind } from './notice'
import { clubOf, slugOf } from './parts'
import type { Saying } from './words'

/** What it is called: a policy by its title, the product's own words by theirs. */
const title = (text: string) => checklistOf(text)?.title ?? text

const firstTitle = ({ facts: { signOff } }: Notice) => title(signOff.titles[0] ?? 'a policy')

const why = (notice: Notice) => `You get this because you are on the register of ${clubOf(notice)}.`

const toPerson = (say: Saying['toHost']): Saying => ({
  toHost: (notice, now) => ({ ...say(notice, now), why: why(notice) }),
  toOfficer: say,
})

/** One thing by its own page; several by the list of what there is to do. */
const toThem = (notice: Notice, label: string) => ({
  label,
  path:
    notice.facts.signOff.things === 1
      ? paths.signOff(slugOf(notice), notice.subjectId)
      : paths.me(),
})

/** `“Code of conduct”`, or how many things. */
const what = (notice: Notice) => {
  const { things } = notice.facts.signOff
  return things === 1 ? `“${nameOf(firstTitle(notice))}”` : counted(things, 'thing')
}

const list = ({ facts: { signOff } }: Notice) => {
  const named = signOff.titles.map((each) => `“${title(each)}”`).join(', ')
  const more = signOff.things - signOff.titles.length
  return more > 0 ? `${named} and ${more} more` : named
}

const by = ({ facts: { signOff } }: Notice) =>
  signOff.dueAt ? ` by ${formatDate(signOff.dueAt)}` : ''

const asked = toPerson((notice) => ({
  title: `${nameOf(clubOf(notice))} asks you to read and agree to ${what(notice)}`,
  lines: [
    `Please read${by(notice)}: ${list(notice)}.`,
    'The short version comes first. It takes a few minutes. If you have a question, or do not agree, you can say so there.',
  ],
  action: toThem(notice, 'Read it'),
}))

const chased = toPerson((notice) => ({
  title: `A reminder: ${what(notice)} to read for ${nameOf(clubOf(notice))}`,
  lines: [
    `Your club still waits for your answer to: ${list(notice)}.`,
    'Please read it and say whether you agree. If something stops you, ask there: your welfare officer gets your question.',
  ],
  action: toThem(notice, 'Read it now'),
}))

const receipt = toPerson((notice) => {
  const { version, statement, sha256, receipt: code, signedAt } = notice.facts.signOff
  return {
    title: `Your receipt: ${nameOf(firstTitle(notice))}`,
    lines: [
      `You agreed for ${clubOf(notice)}${signedAt ? ` on ${formatDateTime(signedAt)}` : ''}: ${statement}`,
      `It was version ${version}. Your receipt is ${code}. The exact text has this SHA-256: ${sha256}.`,
      'You need not do anything. Keep this mail if you like.',
    ],
    action: {
      label: 'See what you signed',
      path: paths.signOff(slugOf(notice), notice.subjectId),
    },
  }
})

const toOfficers = (say: Saying['toOfficer']): Saying => ({ toHost: say, toOfficer: say })

const question = toOfficers((notice) => ({
  title: `${nameOf(notice.facts.coachName)} has a question about “${nameOf(firstTitle(notice))}”`,
  lines: [
    `${notice.facts.coachName} of ${clubOf(notice)} is asked to agree to “${firstTitle(notice)}”, and has a question first.`,
    'Read it on the page, then ring or write to them.',
  ],
  action: {
    label: 'Read the question',
    path: paths.signOffOf(slugOf(notice), notice.subjectId),
  },
}))

const declined = toOfficers((notice) => ({
  title: `${nameOf(notice.facts.coachName)} does not agree to “${nameOf(firstTitle(notice))}”`,
  lines: [
    `${notice.facts.coachName} of ${clubOf(notice)} said that they do not agree to “${firstTitle(notice)}”.`,
    'Please talk to them. They can still agree on the same page.',
  ],
  action: { label: 'See what they said', path: paths.signOffOf(slugOf(notice), notice.subjectId) },
}))

/** What is said of what people are asked to sign. */
export const signOffSayings = {
  sign_off_asked: asked,
  sign_off_chased: chased,
  sign_off_receipt: receipt,
  sign_off_question: question,
  sign_off_declined: declined,
} as const satisfies Partial<Record<NoticeKind, Saying>>
