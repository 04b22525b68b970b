import type { ReactNode } from 'react'

/** Where nothing is yet: what will be here, and the one thing to do. */
export function EmptyState({
  title,
  children,
  action,
}: {
  title: string
  children: ReactNode
  action?: ReactNode
}) {
  return (
    <div className="grid justify-items-start gap-3 rounded-card border-2 border-dashed border-line-strong px-5 py-7">
      <h2>{title}</h2>
      <p className="text-ink-soft">{children}</p>
      {action}
    </div>
  )
}
