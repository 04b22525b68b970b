import type { ReactNode } from 'react'
import type { Face } from '#lib/core/status'
import { Icon, type IconName } from './pictogram'

const unknown = 'bg-unknown-bg text-unknown border-unknown/25 hatch'

const faces: Record<Face, { word: string; icon: IconName; colours: string }> = {
  met: { word: 'Met', icon: 'tick', colours: 'bg-met-bg text-met border-transparent' },
  not_met: { word: 'Not met', icon: 'cross', colours: 'bg-not-bg text-not border-transparent' },
  could_not_check: { word: 'Could not check', icon: 'question', colours: unknown },
  stated: { word: 'Stated', icon: 'person', colours: 'bg-na-bg text-ink border-line-strong' },
  out_of_date: { word: 'Out of date', icon: 'stale', colours: unknown },
  not_checked: { word: 'Not checked yet', icon: 'question', colours: unknown },
  accepted: {
    word: 'Risk accepted',
    icon: 'clock',
    colours: 'bg-soon-bg text-soon border-transparent',
  },
  due_soon: { word: 'Due soon', icon: 'clock', colours: 'bg-soon-bg text-soon border-transparent' },
  not_applicable: {
    word: 'Does not apply',
    icon: 'dash',
    colours: 'bg-na-bg text-na border-transparent',
  },
}

/** The state's own icon, for places that are not tags and say the word themselves. */
export const statusIcon = (status: Face): IconName => faces[status].icon

// So short a text is not worth a second line where there is room.
const lineLengthMax = 16

/** A state in an icon, a word and only then a colour. `children` say it for the case at hand: "2 things to mend". */
export function StatusTag({ status, children }: { status: Face; children?: ReactNode }) {
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
