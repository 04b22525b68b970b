import { askedDay, typedDay, type AskedDay, type TypedDay } from '#lib/core/as-of-day'
import { askedText, type Search } from '../../edge/asked-text'

export type Asked = { typed: TypedDay; day: AskedDay }

/** Which day an address asks for; where it names none, the fields stand at today. */
export function askedOf(search: Search, now: Date): Asked {
  const part = (name: string) => askedText(search, name) ?? ''
  const typed = { day: part('day'), month: part('month'), year: part('year') }
  const day = askedDay(typed, now)
  return { typed: day.kind === 'none' ? typedDay(now) : typed, day }
}

/** The same as an address has it, to come back to after signing in. */
export function dayOf(search: Search): Record<string, string> {
  const entries = ['day', 'month', 'year'].map((name) => [name, askedText(search, name) ?? ''])
  return Object.fromEntries(entries)
}
