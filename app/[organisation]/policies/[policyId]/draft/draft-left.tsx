import type { FieldProblem } from '#lib/core/errors'
import { Notice } from '../../../../components/notice'
import { fieldId } from '../../../../components/field-id'

/** What is still to do before a draft can be published, each with the way to its field. */
export function DraftLeft({ left, at = '' }: { left: readonly FieldProblem[]; at?: string }) {
  if (left.length === 0) return null
  return (
    <Notice title="Before it can be published">
      <ul className="grid list-disc gap-1 pl-6">
        {left.map(({ field, message }) => (
          <li key={`${field} ${message}`} className="wrap-anywhere">
            <a href={`${at}#${fieldId(field)}`}>{message}</a>
          </li>
        ))}
      </ul>
    </Notice>
  )
}
