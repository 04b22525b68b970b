import type { JsonObject } from '../../core/canonical-json'
import type { PackRows } from '../collect-pack'

/** The rules that the period's verdicts are of; all of them where there is no verdict. */
export function reviewedControls(rows: PackRows): JsonObject {
  const ids = [...new Set(rows.changes.map(({ control }) => control))].toSorted()
  return {
    'control-selections': [
      ids.length === 0
        ? { 'include-all': {} }
        : { 'include-controls': ids.map((id) => ({ 'control-id': id })) },
    ],
  }
}
