'use client'

import { useContext, type ReactNode } from 'react'
import { FormContext } from '../../../components/form-context'

/** One rule of the editor: closed until it is wanted, or something in it is wrong. */
export function RuleBox({
  control,
  title,
  word,
  children,
}: {
  control: string
  title: string
  /** How strongly it is asked for now. */
  word: string
  children: ReactNode
}) {
  const { problems = [] } = useContext(FormContext)
  const isWrong = problems.some(({ field }) => field.startsWith(`controls.${control}.`))
  return (
    <details open={isWrong} className="w-full rounded-card border border-line bg-chalk px-4">
      <summary className="flex min-h-12 flex-wrap items-center gap-x-4 py-3">
        <span className="min-w-0 flex-[1_1_9rem] font-[650] text-pitch underline decoration-[1.5px] underline-offset-[3px]">
          {title}
        </span>
        <span className="text-ink-soft">{word}</span>
      </summary>
      <fieldset className="grid gap-4 border-t border-line py-4">
        <legend className="sr-only">{title}</legend>
        {children}
      </fieldset>
    </details>
  )
}
