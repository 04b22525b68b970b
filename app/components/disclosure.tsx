import type { ReactNode } from 'react'

/** More for those who want it, closed until asked for; works without JavaScript. */
export function Disclosure({
  summary,
  children,
  open = false,
}: {
  summary: string
  children: ReactNode
  open?: boolean
}) {
  return (
    <details open={open} className="w-full">
      <summary className="min-h-12 w-fit py-3 text-pitch underline decoration-[1.5px] underline-offset-[3px]">
        {summary}
      </summary>
      <div className="grid gap-3 border-l-4 border-line py-1 pl-4">{children}</div>
    </details>
  )
}
