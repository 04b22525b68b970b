import type { TypedDay } from '#lib/core/as-of-day'
import { fieldId, hintId, problemId } from './field-id'

const parts = [
  { name: 'day', label: 'Day', width: 'w-16' },
  { name: 'month', label: 'Month', width: 'w-16' },
  { name: 'year', label: 'Year', width: 'w-24' },
] as const

/** One day in three numbers: quicker to type than a calendar is to leaf through, and without JavaScript. */
export function DayFields({
  legend,
  hint,
  typed,
  problem,
}: {
  legend: string
  hint: string
  typed: TypedDay
  problem?: string | undefined
}) {
  const about = [hintId('day'), problem === undefined ? '' : problemId('day')]
  return (
    <fieldset
      aria-describedby={about.filter(Boolean).join(' ')}
      className={problem === undefined ? 'grid gap-1.5' : 'grid gap-1.5 border-l-4 border-not pl-4'}
    >
      <legend className="font-[650]">{legend}</legend>
      <p id={hintId('day')} className="text-small text-ink-soft">
        {hint}
      </p>
      {problem === undefined ? null : (
        <p id={problemId('day')} className="font-[650] text-not">
          <span className="sr-only">Error: </span>
          {problem}
        </p>
      )}
      <div className="flex flex-wrap gap-4">
        {parts.map(({ name, label, width }) => (
          <div key={name} className="grid gap-1">
            <label htmlFor={fieldId(name)}>{label}</label>
            <input
              id={fieldId(name)}
              name={name}
              inputMode="numeric"
              autoComplete="off"
              maxLength={4}
              defaultValue={typed[name]}
              aria-invalid={problem === undefined ? undefined : true}
              className={`${width} min-h-12 rounded-lg border-2 bg-chalk px-3 py-2 ${problem === undefined ? 'border-ink' : 'border-not'}`}
            />
          </div>
        ))}
      </div>
    </fieldset>
  )
}
