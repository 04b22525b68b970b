import type { ReactNode } from 'react'

/**
 * One matter: tag, heading, a sentence or two, how it is known, one main action. `urgent` is for
 * the most pressing one on the screen, and for one only. `label` names it where it has no heading.
 */
export function Card({
  children,
  urgent = false,
  as: Element = 'article',
  label,
}: {
  children: ReactNode
  urgent?: boolean
  as?: 'article' | 'section' | 'div' | 'li'
  label?: string
}) {
  return (
    <Element
      aria-label={label}
      className={`grid grid-cols-[minmax(0,1fr)] content-start justify-items-start gap-2.5 rounded-card bg-chalk px-5 py-[1.1rem] *:max-w-full ${urgent ? 'border-2 border-not' : 'border border-line'}`}
    >
      {children}
    </Element>
  )
}

/** A card's actions: the main one first, then the way to understand. */
export function CardFoot({ children }: { children: ReactNode }) {
  return (
    <div className="mt-1 flex w-full flex-wrap items-center gap-x-5 gap-y-3 [&>a:not([class])]:py-3">
      {children}
    </div>
  )
}
