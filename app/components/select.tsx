'use client'

import { Problem } from './field'
import { describedBy, fieldId, hintId } from './field-id'
import { useField } from './form-context'

export type Option = { value: string; label: string }

/** One question whose answer is one of many: a phone shows them in its own list. */
export function Select({
  name,
  label,
  hint,
  options,
  empty,
  value = '',
}: {
  name: string
  label: string
  hint?: string
  options: readonly Option[]
  /** What stands there before anything was chosen. */
  empty: string
  /** What is chosen before anything was. */
  value?: string
}) {
  const { values, problem } = useField(name, [value], undefined)
  return (
    <div
      className={problem === undefined ? 'grid gap-1.5' : 'grid gap-1.5 border-l-4 border-not pl-4'}
    >
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
        defaultValue={values[0] ?? ''}
        aria-invalid={problem === undefined ? undefined : true}
        aria-describedby={describedBy(name, hint, problem)}
        className={`min-h-12 w-full max-w-xl rounded-lg border-2 bg-chalk px-3 py-2 ${problem === undefined ? 'border-ink' : 'border-not'}`}
      >
        <option value="">{empty}</option>
        {options.map(({ value: each, label: said }) => (
          <option key={each} value={each}>
            {said}
          </option>
        ))}
      </select>
    </div>
  )
}
