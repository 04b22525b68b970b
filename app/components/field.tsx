'use client'

import type { HTMLInputAutoCompleteAttribute } from 'react'
import { useField } from './form-context'
import { describedBy, fieldId, hintId, problemId } from './field-id'
import { TextArea } from './text-area'

type Props = {
  name: string
  label: string
  /** What to type, in a sentence, where the label is not enough. */
  hint?: string
  /** What is there before anything was typed. */
  value?: string
  /** Given by the form around it; set by hand only where there is none. */
  problem?: string
  type?: 'text' | 'email' | 'search' | 'tel' | 'date'
  autoComplete?: HTMLInputAutoCompleteAttribute
  inputMode?: 'text' | 'numeric' | 'email'
  /** How long an answer is meant to be; the box shows it. */
  width?: 'short' | 'medium' | 'full'
  /** More than one line. */
  lines?: number
  lengthMax?: number
  optional?: boolean
  spellCheck?: boolean
}

const widths = { short: 'max-w-44', medium: 'max-w-80', full: 'max-w-xl' }

/** One question with its answer in words: label, hint, problem, and what was typed kept. */
export function Field({ name, label, hint, lines, width = 'full', optional, ...props }: Props) {
  const { values, problem } = useField(name, [props.value ?? ''], props.problem)
  const shared = {
    id: fieldId(name),
    name,
    defaultValue: values[0] ?? '',
    autoComplete: props.autoComplete,
    maxLength: props.lengthMax,
    spellCheck: props.spellCheck,
    'aria-invalid': problem === undefined ? undefined : true,
    'aria-describedby': describedBy(name, hint, problem),
    className: `w-full min-h-12 rounded-lg border-2 bg-chalk px-3 py-2 ${widths[width]} ${problem === undefined ? 'border-ink' : 'border-not'}`,
  }
  return (
    <div
      className={problem === undefined ? 'grid gap-1.5' : 'grid gap-1.5 border-l-4 border-not pl-4'}
    >
      <label htmlFor={fieldId(name)} className="font-[650]">
        {label}
        {optional ? <span className="font-normal text-ink-soft"> (if you like)</span> : null}
      </label>
      {hint ? (
        <p id={hintId(name)} className="text-small text-ink-soft">
          {hint}
        </p>
      ) : null}
      <Problem name={name} problem={problem} />
      {lines === undefined ? (
        <input type={props.type ?? 'text'} inputMode={props.inputMode} {...shared} />
      ) : (
        <TextArea rows={lines} {...shared} />
      )}
    </div>
  )
}

/** What is wrong with one field, where the field is. */
export function Problem({ name, problem }: { name: string; problem: string | undefined }) {
  if (problem === undefined) return null
  return (
    <p id={problemId(name)} className="font-[650] text-not">
      <span className="sr-only">Error: </span>
      {problem}
    </p>
  )
}
