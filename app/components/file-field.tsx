'use client'

import { Problem } from './field'
import { describedBy, fieldId, hintId } from './field-id'
import { useField } from './form-context'

/** One file to be chosen from the device. What was chosen cannot be kept after a refusal: browsers do not allow it. */
export function FileField({
  name,
  label,
  hint,
  accept,
}: {
  name: string
  label: string
  hint?: string
  /** Which kinds the device offers first, as browsers have it. */
  accept: string
}) {
  const { problem } = useField(name, [], undefined)
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
      <input
        type="file"
        id={fieldId(name)}
        name={name}
        accept={accept}
        aria-invalid={problem === undefined ? undefined : true}
        aria-describedby={describedBy(name, hint, problem)}
        className={`min-h-12 w-full max-w-xl rounded-lg border-2 bg-chalk px-3 py-2 file:mr-3 file:min-h-9 file:rounded-md file:border-0 file:bg-pitch-tint file:px-3 file:font-[650] file:text-pitch ${problem === undefined ? 'border-ink' : 'border-not'}`}
      />
    </div>
  )
}
