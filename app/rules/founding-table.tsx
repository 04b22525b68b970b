import * as paths from '#lib/core/paths'
import { ruleById } from '#lib/core/rules/catalogue'
import {
  foundingInstructions,
  foundingText,
  type FoundingInstruction,
} from '#lib/core/rules/founding-text'
import { sourceWords } from '#lib/core/rules/words'
import { Table, type Column } from '../components/table'

const columns: readonly Column<FoundingInstruction>[] = [
  { heading: 'What the NSPCC asks for', cell: ({ says }) => says },
  {
    heading: 'Our rules',
    cell: ({ rules }) => (
      <ul className="flex flex-wrap gap-x-4 sm:-my-2.5">
        {rules.map((id) => (
          <li key={id}>
            <a
              href={paths.oneRule(id)}
              aria-label={`${id}: ${ruleById(id)?.title ?? ''}`}
              className="inline-flex min-h-11 min-w-11 items-center"
            >
              {id}
            </a>
          </li>
        ))}
      </ul>
    ),
  },
]

/** The nine instructions with which it began, each with the rules that it became. */
export function FoundingTable() {
  return (
    <section className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <Table
        caption="It began with nine instructions"
        captionShown
        columns={columns}
        items={foundingInstructions}
        itemKey={({ says }) => says}
      />
      <p className="text-small text-ink-soft">From: {sourceWords(foundingText)}.</p>
    </section>
  )
}
