'use client'

import { Problem } from './field'
import { describedBy, fieldId, hintId } from './field-id'
import { useField } from './form-context'

/** One answer of a list too long to lay open, such as a filter. Up to five are better as `Choices`. */
export function Select({
  name,
  label,
  hint,
  options,
  value = '',
}: {
  name: string
  label: string
  hint?: string
  options: readonly { value: string; label: string }[]
  value?: string
}) {
  const { values, problem } = useField(name, [value], undefined)
  return (
    <div className="grid gap-1.5">
      <label htmlFor={fieldId(name)} className="font-[650]">
        {label}
      </label>
      {hint ? (
        <p id={hintId(name)} className="text-small text-ink-soft">
          {hint}
        </p>
      ) : null}
      <Problem name={name} problem={problem} />
      <select
        id={fieldId(name)}
        name={name}
        defaultValue={values[0]}
        aria-describedby={describedBy(name, hint, problem)}
        className="min-h-12 w-full max-w-80 rounded-lg border-2 border-ink bg-chalk px-3 py-2"
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  )
}
