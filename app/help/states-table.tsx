import { stateWords, type StateWords } from '#lib/guide/state-words'
import { StatusTag } from '../components/status-tag'
import { Table, type Column } from '../components/table'

const columns: readonly Column<StateWords>[] = [
  { heading: 'Label', cell: (state) => <Label {...state} /> },
  { heading: 'It means', cell: ({ means }) => means },
  { heading: 'What to do', cell: ({ next }) => next },
]

function Label({ face, words: [usual, ...others] }: StateWords) {
  return (
    <>
      <StatusTag status={face}>{usual}</StatusTag>
      {others.length === 0 ? null : (
        <span className="block pt-1 text-small font-normal text-ink-soft">
          also {others.map((each) => `“${each}”`).join(', ')}
        </span>
      )}
    </>
  )
}

/** Every tag that a page can show, with its meaning and what to do. */
export function StatesTable() {
  return (
    <Table
      caption="What the labels mean"
      captionShown
      columns={columns}
      items={stateWords}
      itemKey={({ words }) => words[0]}
    />
  )
}
