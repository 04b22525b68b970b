import * as paths from '../paths'
import type { Notice, NoticeKind } from './notice'
import { clubOf, slugOf } from './parts'
import type { Saying } from './words'

/** What happened, without who it is or why: a mail may be read by others. */
const happened = (notice: Notice) =>
  notice.facts.notCleared.again
    ? `Somebody who is not cleared to start was put on the list of ${clubOf(notice)} again. The new entry is not cleared either.`
    : `${notice.facts.askedBy} said that somebody on the list of ${clubOf(notice)} is not cleared to start. Nobody writes down why.`

const said = (notice: Notice) => {
  const { isDeputy } = notice.facts.notCleared
  return {
    title: isDeputy
      ? 'For you as deputy: somebody is not cleared to start'
      : 'Somebody on your list is not cleared to start',
    lines: [
      happened(notice),
      isDeputy
        ? 'The welfare officer is told too. Ask them what you can take on. If you cannot reach them, it is yours: see to it that no session is held.'
        : 'You lead on it: see to it that they hold no session, and that whoever has to know is told. A deputy is told as well, where you have one.',
    ],
    action: { label: 'See who it is', path: paths.coach(slugOf(notice), notice.subjectId) },
  }
}

const notCleared: Saying = { toHost: said, toOfficer: said }

/** What is said of who is on the register. */
export const registerSayings = {
  not_cleared: notCleared,
} as const satisfies Partial<Record<NoticeKind, Saying>>
