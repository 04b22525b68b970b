import type { ReactNode } from 'react'

/** A short list in a frame: what it is on the left, how it stands on the right. */
export function Rows({ children, label }: { children: ReactNode; label?: string }) {
  return (
    <ul
      aria-label={label}
      className="w-full divide-y divide-line rounded-card border border-line bg-chalk"
    >
      {children}
    </ul>
  )
}

/** One row. With `href` its title is a link, and the whole row is its target. */
export function Row({
  title,
  detail,
  href,
  roomy = false,
  children,
}: {
  title: ReactNode
  detail?: ReactNode
  href?: string
  /** The text is long: on a phone it has the whole width, and what stands on the right goes below. */
  roomy?: boolean
  /** On the right: a tag, a time, a number. */
  children?: ReactNode
}) {
  return (
    <li className="relative flex min-h-12 flex-wrap items-center gap-x-4 gap-y-1 px-[1.1rem] py-3 has-[a:hover]:bg-pitch-tint">
      <span className={`min-w-0 ${roomy ? 'flex-[1_1_14rem]' : 'flex-[1_1_9rem]'}`}>
        <b>
          {href === undefined ? (
            title
          ) : (
            <a href={href} className="after:absolute after:inset-0">
              {title}
            </a>
          )}
        </b>
        {detail === undefined ? null : <span className="block">{detail}</span>}
      </span>
      {children}
    </li>
  )
}
