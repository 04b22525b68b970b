import type { ReactNode } from 'react'
import type { StepState } from '#lib/core/first-run/step'
import { Icon, type IconName } from './pictogram'

const faces: Record<StepState, { icon: IconName; word: string; colours: string }> = {
  done: { icon: 'tick', word: 'Done', colours: 'text-met' },
  waiting: { icon: 'clock', word: 'Waits for others', colours: 'text-ink-soft' },
  now: { icon: 'forward', word: 'Next', colours: 'text-pitch' },
  later: { icon: 'dash', word: 'Later', colours: 'text-ink-soft' },
}

/** What to do at first, in order, and what of it is done: the next one with its way there. */
export function Checklist({
  items,
}: {
  items: readonly { key: string; state: StepState; title: string; children?: ReactNode }[]
}) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-redundant-roles -- Safari drops it otherwise
    <ol role="list" className="grid w-full gap-3">
      {items.map(({ key, state, title, children }) => {
        const { icon, word, colours } = faces[state]
        return (
          <li key={key} className="grid grid-cols-[1.75rem_minmax(0,1fr)] gap-2">
            <Icon name={icon} className={`mt-1 size-5 ${colours}`} />
            <div className="grid justify-items-start gap-1">
              <p>
                {state === 'now' ? <b>{title}</b> : title}
                <span className="text-small text-ink-soft"> · {word}</span>
              </p>
              {children}
            </div>
          </li>
        )
      })}
    </ol>
  )
}
