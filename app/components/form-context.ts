'use client'

import { createContext, useContext } from 'react'
import { untouched, type FormState } from './form-state'

/** What the form around a field answered last, so that each field finds its own problem and value. */
export const FormContext = createContext<FormState>(untouched)

/** The problem and what was typed for one field; the page's own values count where nothing was typed yet. */
export function useField(name: string, initial: readonly string[], problem: string | undefined) {
  const state = useContext(FormContext)
  return {
    values: state.values === undefined ? initial : (state.values[name] ?? []),
    problem: problem ?? state.problems?.find(({ field }) => field === name)?.message,
  }
}
