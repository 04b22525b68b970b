import { controlIds, type ControlId } from '#lib/core/results'

/** The rules that an address or a form names, separated by commas; what is no rule is left out. */
export const knownRules = (text: unknown): ControlId[] => {
  const named = typeof text === 'string' ? text.split(',') : []
  return controlIds.filter((id) => named.includes(id))
}
