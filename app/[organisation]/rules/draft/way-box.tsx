'use client'

import { useContext, type ReactNode } from 'react'
import { FormContext } from '../../../components/form-context'

/** One way of the editor: closed until it is wanted, or something in it is wrong. */
export function WayBox({
  prefix,
  title,
  word,
  children,
}: {
  /** What the names of its fields begin with. */
  prefix: string
  title: string
  word: string
  children: ReactNode
}) {
  const { problems = [] } = useContext(FormContext)
  const isWrong = problems.some(({ field }) => field.startsWith(prefix))
  return (
    <details open={isWrong} className="w-full rounded-card border border-line bg-chalk px-4">
      <summary className="flex min-h-12 flex-wrap items-center gap-x-4 py-3">
        <span className="min-w-0 flex-[1_1_9rem] font-[650] text-pitch underline decoration-[1.5px] underline-offset-[3px]">
          {title}
        </span>
        <span className="text-ink-soft">{word}</span>
      </summary>
      <div className="grid gap-4 border-t border-line py-4">{children}</div>
    </details>
  )
}
