'use client'

import { Problem } from './field'
import { describedBy, fieldId, hintId } from './field-id'
import { useField } from './form-context'

export type Choice = { value: string; label: string; hint?: string }

/** One question with its answers to choose from: one of them, or with `several` any of them. */
export function Choices({
  name,
  label,
  hint,
  choices,
  value = [],
  several = false,
  problem: given,
}: {
  name: string
  label: string
  hint?: string
  choices: readonly Choice[]
  /** What is chosen before anything was. */
  value?: readonly string[]
  several?: boolean
  problem?: string
}) {
  const { values, problem } = useField(name, value, given)
  return (
    <fieldset
      aria-describedby={describedBy(name, hint, problem)}
      className={problem === undefined ? 'grid gap-2' : 'grid gap-2 border-l-4 border-not pl-4'}
    >
      <legend className="mb-1.5 font-[650]">{label}</legend>
      {hint ? (
        <p id={hintId(name)} className="text-small text-ink-soft">
          {hint}
        </p>
      ) : null}
      <Problem name={name} problem={problem} />
      {choices.map((choice, index) => (
        <label
          key={choice.value}
          className="flex min-h-12 items-start gap-3 rounded-lg border-2 border-line-strong bg-chalk p-3 has-checked:border-pitch has-checked:bg-pitch-tint"
        >
          <input
            type={several ? 'checkbox' : 'radio'}
            id={index === 0 ? fieldId(name) : undefined}
            name={name}
            value={choice.value}
            defaultChecked={values.includes(choice.value)}
            className="mt-0.5 size-6 shrink-0 accent-pitch"
          />
          <span>
            {choice.label}
            {choice.hint ? (
              <span className="block text-small text-ink-soft">{choice.hint}</span>
            ) : null}
          </span>
        </label>
      ))}
    </fieldset>
  )
}
