import type { ReactNode } from 'react'

/** Names and values of one thing: "Found: Fri 20 Nov 03:12". */
export function Facts({ children }: { children: ReactNode }) {
  return (
    <dl className="w-full divide-y divide-line rounded-card border border-line bg-chalk">
      {children}
    </dl>
  )
}

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex flex-wrap justify-between gap-x-4 px-[1.1rem] py-3">
      <dt className="text-ink-soft">{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
