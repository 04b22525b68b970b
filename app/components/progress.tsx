import type { ReactNode } from 'react'

/**
 * How far something long has come. Works without JavaScript: the link looks again. With it, put
 * `Live` on the page and the page looks by itself. `total` is left out while it is not known.
 */
export function Progress({
  label,
  done,
  total,
  lookAgain,
  children = 'You can leave this page. It goes on without you, and we keep the result.',
}: {
  label: string
  done: number
  total?: number
  /** This page's own address. */
  lookAgain: string
  children?: ReactNode
}) {
  const known = total !== undefined && total > 0
  return (
    <section aria-label={label} className="grid gap-3">
      <output className="flex flex-wrap items-baseline justify-between gap-x-4">
        <b>{label}</b>
        <span className="tabular-nums text-ink-soft">
          {known ? `${done} of ${total} done` : 'Starting'}
        </span>
      </output>
      <progress
        aria-label={label}
        className="h-4 w-full appearance-none overflow-hidden rounded-full bg-line [&::-moz-progress-bar]:bg-pitch [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-pitch"
        {...(known ? { value: Math.min(done, total), max: total } : {})}
      />
      <p className="text-ink-soft">{children}</p>
      <a href={lookAgain} className="w-fit py-3 print:hidden">
        Look again
      </a>
    </section>
  )
}
