import type { ShownLog } from '#lib/transparency-log/show-log'
import { Card } from '../components/card'
import { Table } from '../components/table'
import { Time } from '../components/time'

type Other = ShownLog['others'][number]

/** Witnesses and the second clock: who they are, what they signed last, and what went wrong. */
export function OtherSigners({ others, now }: { others: readonly Other[]; now: Date }) {
  return (
    <Card as="section">
      <h2>Who else looks</h2>
      <p>
        A witness is somebody else’s computer. It signs the log only where all that it saw before is
        still there. A second clock says that the log stood like this by then.
      </p>
      {others.length === 0 ? (
        <p>Nobody is asked yet. A governing body, or anybody, can run a witness.</p>
      ) : (
        <Table
          caption="Who else signs the log"
          columns={columnsOf(now)}
          items={[...others]}
          itemKey={({ name }) => name}
        />
      )}
    </Card>
  )
}

const columnsOf = (now: Date) => [
  {
    heading: 'Who',
    cell: ({ name, isTimeStamp }: Other) => (isTimeStamp ? 'The second clock' : name),
  },
  {
    heading: 'Signed last',
    cell: ({ doneAt }: Other) => (doneAt === null ? 'Not yet' : <Time at={doneAt} now={now} />),
  },
  { heading: 'How it is', cell: (other: Other) => <HowItIs other={other} now={now} /> },
]

function HowItIs({ other, now }: { other: Other; now: Date }) {
  if (other.failure === null) return 'Well'
  return (
    <>
      {other.failure} We ask again.
      {other.failingSince === null ? null : (
        <>
          {' Since '}
          <Time at={other.failingSince} now={now} />.
        </>
      )}
    </>
  )
}
