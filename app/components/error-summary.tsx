'use client'

import { useEffect, useRef } from 'react'
import { showErrorTitle } from './error-title'
import { fieldId } from './field-id'
import type { FormState } from './form-state'

/**
 * What is wrong with what was typed, on top, in the words that also stand beside each field, each a
 * link to it. It takes the focus and marks the page's title: by script here, and where the page came
 * back whole, by itself and by the layout.
 */
export function ErrorSummary({ state }: { state: FormState }) {
  const box = useRef<HTMLDivElement>(null)
  const problems = state.problems ?? []

  useEffect(() => {
    if (isRefused(state)) box.current?.focus()
  }, [state])

  useEffect(() => (isRefused(state) ? showErrorTitle() : undefined), [state])

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
      <h2>There is a problem</h2>
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
