import type { ReactNode } from 'react'
import { Icon, type IconName } from './pictogram'

/**
 * Every state a result, a session or a person's list can be in. Whatever is not known for certain
 * now (could not check, out of date, not checked yet) has the face of the unknown.
 */
export type Status =
  | 'met'
  | 'not_met'
  | 'could_not_check'
  | 'out_of_date'
  | 'not_checked'
  | 'due_soon'
  | 'not_applicable'

const unknown = 'bg-unknown-bg text-unknown border-unknown/25 hatch'

const faces: Record<Status, { word: string; icon: IconName; colours: string }> = {
  met: { word: 'Met', icon: 'tick', colours: 'bg-met-bg text-met border-transparent' },
  not_met: { word: 'Not met', icon: 'cross', colours: 'bg-not-bg text-not border-transparent' },
  could_not_check: { word: 'Could not check', icon: 'question', colours: unknown },
  out_of_date: { word: 'Out of date', icon: 'stale', colours: unknown },
  not_checked: { word: 'Not checked yet', icon: 'question', colours: unknown },
  due_soon: { word: 'Due soon', icon: 'clock', colours: 'bg-soon-bg text-soon border-transparent' },
  not_applicable: {
    word: 'Does not apply',
    icon: 'dash',
    colours: 'bg-na-bg text-na border-transparent',
  },
}

/** The state's own word, for places that have no room for a tag: a page's title, an e-mail, a file. */
export const statusWord = (status: Status) => faces[status].word

/** The state's own icon, for places that are not tags and say the word themselves. */
export const statusIcon = (status: Status): IconName => faces[status].icon

// So short a text is not worth a second line where there is room.
const lineLengthMax = 16

/** A state in an icon, a word and only then a colour. `children` say it for the case at hand: "2 to mend". */
export function StatusTag({ status, children }: { status: Status; children?: ReactNode }) {
  const { word, icon, colours } = faces[status]
  const said = children ?? word
  const short = typeof said === 'string' && said.length <= lineLengthMax
  return (
    <span
      data-status={status}
      className={`inline-flex w-fit items-center gap-2 rounded-md border py-0.5 pr-2.5 pl-2 text-small font-[650] ${short ? 'sm:whitespace-nowrap' : ''} ${colours}`}
    >
      <Icon name={icon} />
      <span>{said}</span>
    </span>
  )
}
