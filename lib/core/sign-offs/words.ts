import type { Face } from '../status'
import type { NotChaseable } from './chase'
import type { SignOffState } from './state'

/** What somebody says yes to. New words are a new version: what was signed keeps its own. */
export const acknowledgement = (title: string, version: number) => ({
  version: 1,
  text: `I have read “${title}”, version ${version}, and I will follow it.`,
})

/** How each state looks, and its word. */
export const signOffFaces: Readonly<Record<SignOffState, { face: Face; word: string }>> = {
  not_sent: { face: 'not_checked', word: 'Not sent yet' },
  sent: { face: 'due_soon', word: 'Sent' },
  opened: { face: 'due_soon', word: 'Opened' },
  acknowledged: { face: 'met', word: 'Agreed' },
  declined: { face: 'not_met', word: 'Said no' },
  overdue: { face: 'out_of_date', word: 'Overdue' },
  superseded: { face: 'not_applicable', word: 'Newer version' },
  withdrawn: { face: 'not_applicable', word: 'Not asked any more' },
}

/** What each state means, for who looks after it. */
export const signOffMeanings: Readonly<Record<SignOffState, string>> = {
  not_sent: 'They have not joined yet, so it has not reached them.',
  sent: 'It is on their page. They have not opened it.',
  opened: 'They have opened it, and not answered.',
  acknowledged: 'They have read it and agreed.',
  declined: 'They said that they do not agree. Please talk to them.',
  overdue: 'Their time to answer is over.',
  superseded: 'A newer version takes its place.',
  withdrawn: 'They left, or it is not for them any more.',
}

/** Why somebody cannot be reminded now. */
export const notChaseableWords: Readonly<Record<NotChaseable, string>> = {
  not_waiting: 'They have answered, or are not asked any more.',
  not_sent: 'They have not joined yet. Send the invitation again.',
  chased_lately: 'They were reminded less than a week ago.',
}

/** Longest question, or reason for a no: a sentence or two, and no case notes. */
export const said_length_max = 300
