import type { ReactNode } from 'react'
import { Icon, type IconName } from './pictogram'

type Tone = 'good' | 'warning' | 'unknown' | 'information'

const faces: Record<Tone, { icon: IconName; word: string; colours: string }> = {
  good: { icon: 'tick', word: 'Done', colours: 'border-met bg-met-bg' },
  warning: { icon: 'warning', word: 'Careful', colours: 'border-soon bg-soon-bg' },
  unknown: { icon: 'question', word: 'Not known', colours: 'border-unknown bg-unknown-bg' },
  information: { icon: 'information', word: 'Note', colours: 'border-pitch bg-pitch-tint' },
}

/** Something to know before reading on. `live` where it answers what was just done, so that it is read out. */
export function Notice({
  tone = 'information',
  title,
  children,
  live = false,
}: {
  tone?: Tone
  title?: string
  children?: ReactNode
  live?: boolean
}) {
  const { icon, word, colours } = faces[tone]
  return (
    <div
      role={live ? 'status' : undefined}
      className={`grid grid-cols-[auto_1fr] gap-3 rounded-card border-l-[6px] px-4 py-3.5 ${colours}`}
    >
      <Icon name={icon} className="mt-1 size-5" />
      <div className="grid gap-1">
        <span className="sr-only">{word}:</span>
        {title === undefined ? null : <p className="font-[650]">{title}</p>}
        {children === undefined ? null : <div className="grid gap-2">{children}</div>}
      </div>
    </div>
  )
}
