'use client'

import { useContext, type ReactNode } from 'react'
import { FormContext } from '../../../components/form-context'

/** Several rules of the editor: closed until they are wanted, or something in one of them is wrong. */
export function RuleFold({
  ids,
  title,
  word,
  children,
}: {
  ids: readonly string[]
  title: string
  /** How many of them are asked for now. */
  word: string
  children: ReactNode
}) {
  const { problems = [] } = useContext(FormContext)
  const isWrong = problems.some(({ field }) => ids.includes(field.split('.')[1] ?? ''))
  return (
    <details open={isWrong} className="w-full rounded-card border border-line px-3">
      <summary className="flex min-h-12 flex-wrap items-center gap-x-4 px-1 py-3">
        <span className="min-w-0 flex-[1_1_14rem] font-[650] text-pitch underline decoration-[1.5px] underline-offset-[3px]">
          {title}
        </span>
        <span className="text-ink-soft">{word}</span>
      </summary>
      <div className="pb-3">{children}</div>
    </details>
  )
}
