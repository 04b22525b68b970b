import { formatDate } from '../dates'
import * as rightsPaths from '../rights-paths'
import type { Notice } from './notice'
import { clubOf, slugOf } from './parts'
import type { Saying } from './words'

const why = (notice: Notice) =>
  `You get this because ${clubOf(notice)} was asked to erase your data.`

const on = ({ facts: { erasure } }: Notice) =>
  erasure.until ? ` on ${formatDate(erasure.until)}` : ''

const toSee = (notice: Notice, label: string) => ({
  label,
  path: rightsPaths.kept(slugOf(notice)),
})

const ownPage = { label: 'See how it stands', path: rightsPaths.eraseMe() }

/** Somebody asks a club to erase them. */
const asked: Saying = {
  toHost: (notice) => ({
    title: `${clubOf(notice)} is asked to erase your data`,
    lines: ['It has a month to answer. We write to you when it does.'],
    ...{ action: ownPage, why: why(notice) },
  }),
  toOfficer: (notice) => ({
    title: `${notice.facts.coachName} asks ${clubOf(notice)} to erase their data`,
    lines: [
      `By law the club has to answer${notice.facts.erasure.until ? ` by ${formatDate(notice.facts.erasure.until)}` : ' within a month'}. You can erase them, or keep it where the law lets you, and say why.`,
      'Do not take anybody off the list or erase anything while a concern about them is open. Ask your governing body’s lead officer first.',
    ],
    action: toSee(notice, 'See it, and answer'),
  }),
}

/** Who left will be erased, and it can still be stopped. */
const planned: Saying = {
  toHost: (notice) => ({
    title: `Your data at ${clubOf(notice)} will be erased${on(notice)}`,
    lines: ['You need not do anything.'],
    action: ownPage,
    why: `You get this because you were on the list of ${clubOf(notice)}.`,
  }),
  toOfficer: (notice) => ({
    title: `Somebody who left ${clubOf(notice)} will be erased${on(notice)}`,
    lines: [
      'It is somebody who left, and perhaps not the only one: the list has all of them. Until then you can stop it. After that it cannot be undone.',
      'Keep what somebody may still need: for a claim, or where the police, a court or an inquiry asked for records.',
    ],
    action: toSee(notice, 'See who'),
  }),
}

type Answer = (notice: Notice) => { title: string; line: string }

const answers: Readonly<Record<'planned' | 'kept' | 'done', Answer>> = {
  planned: (notice) => ({
    title: `${clubOf(notice)} will erase your data${on(notice)}`,
    line: 'Until then you can take it back.',
  }),
  kept: (notice) => ({
    title: `${clubOf(notice)} keeps your data for now`,
    line: 'The law lets a club keep some things. Your page says why, and how you can complain.',
  }),
  done: (notice) => ({
    title: `${clubOf(notice)} has erased your data`,
    line: 'What was checked, and when, stays without your name.',
  }),
}

/** What a club said to who asked, or that it is done. */
const answered: Saying = {
  toHost: (notice) => {
    const { title, line } = answers[notice.facts.erasure.state](notice)
    return { title, lines: [line], action: ownPage, why: why(notice) }
  },
  toOfficer: (notice) => ({
    title: `${notice.facts.coachName} was told what became of being erased`,
    lines: ['You need not do anything.'],
    action: toSee(notice, 'See it'),
  }),
}

export const erasureSayings = {
  erasure_asked: asked,
  erasure_planned: planned,
  erasure_answered: answered,
} satisfies Record<string, Saying>
