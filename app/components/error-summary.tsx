'use client'

import { useEffect, useRef } from 'react'
import { fieldId } from './field-id'
import type { FormState } from './form-state'

/**
 * What has to be mended, on top, in the words that also stand beside each field, each a link to it.
 * It takes the focus, by itself where the page came back whole and by script where it did not.
 */
export function ErrorSummary({ state }: { state: FormState }) {
  const box = useRef<HTMLDivElement>(null)
  const problems = state.problems ?? []

  useEffect(() => {
    if (isRefused(state)) box.current?.focus()
  }, [state])

  if (!isRefused(state)) return null
  return (
    <div
      ref={box}
      role="alert"
      tabIndex={-1}
      // Without JavaScript this is what brings the reader here after the page has come back.
      autoFocus // oxlint-disable-line jsx-a11y/no-autofocus
      className="grid gap-2 rounded-card border-[3px] border-not bg-chalk p-5"
    >
      <h2>{problems.length > 0 ? headings(problems.length) : 'That did not work'}</h2>
      {state.message === undefined ? null : <p>{state.message}</p>}
      {problems.length === 0 ? null : (
        <ul className="grid gap-1">
          {problems.map(({ field, message }) => (
            <li key={`${field} ${message}`}>
              <a href={`#${fieldId(field)}`} className="inline-block py-1 font-[650] text-not">
                {message}
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

const isRefused = ({ problems = [], message }: FormState) =>
  problems.length > 0 || message !== undefined

const headings = (count: number) =>
  count === 1 ? 'There is one thing to mend' : `There are ${count} things to mend`
