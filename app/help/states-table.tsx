import type { Face } from '#lib/core/status'
import { StatusTag } from '../components/status-tag'
import { Table, type Column } from '../components/table'

type State = { status: Face; means: string; next: string }

const states: readonly State[] = [
  { status: 'met', means: 'We looked in Zoom, and it is as it should be.', next: 'Nothing.' },
  {
    status: 'not_met',
    means: 'We looked in Zoom, and it is not as it should be.',
    next: 'Open it. It says how to mend it, step by step.',
  },
  {
    status: 'could_not_check',
    means: 'Zoom did not answer, or did not tell us. It may be safe or not: we do not know.',
    next: 'Open it to see why. Often Zoom has to be connected again.',
  },
  {
    status: 'out_of_date',
    means: 'It was as it should be, but that was too long ago to rely on.',
    next: 'Press “Check again”.',
  },
  {
    status: 'not_checked',
    means: 'Nobody has looked yet.',
    next: 'Connect Zoom, or wait for the first check.',
  },
  { status: 'due_soon', means: 'It is in order now, and runs out soon.', next: 'Renew it.' },
  { status: 'not_applicable', means: 'This rule is not meant for this.', next: 'Nothing.' },
]

const columns: readonly Column<State>[] = [
  { heading: 'Label', cell: ({ status }) => <StatusTag status={status} /> },
  { heading: 'It means', cell: ({ means }) => means },
  { heading: 'What to do', cell: ({ next }) => next },
]

/** Every tag that a page can show, with its meaning and what to do. */
export function StatesTable() {
  return (
    <Table
      caption="What the labels mean"
      captionShown
      columns={columns}
      items={states}
      itemKey={({ status }) => status}
    />
  )
}
