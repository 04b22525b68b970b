import { counted } from '#lib/core/dates'
import * as paths from '#lib/core/paths'
import type { ListedClub } from '#lib/roll-ups/list-clubs'
import { StatusTag } from '../../components/status-tag'
import { Table, type Column } from '../../components/table'
import { Time } from '../../components/time'

/** A page of clubs; on a phone a block each. */
export function ClubTable({
  slug,
  clubs,
  now,
}: {
  slug: string
  clubs: readonly ListedClub[]
  now: Date
}) {
  return (
    <Table
      caption="Clubs, those that fall short first"
      columns={columnsOf(slug, now)}
      items={clubs}
      itemKey={({ clubId }) => clubId}
    />
  )
}

const columnsOf = (slug: string, now: Date): readonly Column<ListedClub>[] => [
  {
    heading: 'Club',
    cell: ({ clubId, name }) => (
      <a href={paths.club(slug, clubId)} className="-my-3 inline-block py-3 wrap-anywhere">
        {name}
      </a>
    ),
  },
  { heading: 'Status', cell: (club) => <Standing club={club} now={now} /> },
  {
    heading: 'Last checked',
    cell: ({ lastCheckedAt }) =>
      lastCheckedAt ? <Time at={lastCheckedAt} now={now} as="relative" /> : 'never',
  },
  { heading: 'Coaches', numeric: true, cell: (club) => <Coaches club={club} /> },
]

function Standing({ club: { status, oldestBlockingAt }, now }: { club: ListedClub; now: Date }) {
  return (
    <>
      <StatusTag status={status.face}>{status.words}</StatusTag>
      {oldestBlockingAt ? (
        <span className="block text-small text-ink-soft">
          since <Time at={oldestBlockingAt} now={now} as="day" />
        </span>
      ) : null}
    </>
  )
}

/** What the status says already is not said again. */
function Coaches({ club }: { club: ListedClub }) {
  const { coaches, coachesNotConnected, coachesNotKnown, status } = club
  const more = [
    { state: 'not_connected', count: coachesNotConnected, words: 'not connected' },
    { state: 'partly_checked', count: coachesNotKnown, words: 'not fully checked' },
  ]
  return (
    <>
      {coaches.toLocaleString('en-GB')}
      {more
        .filter(({ state, count }) => count > 0 && state !== status.state)
        .map(({ state, count, words }) => (
          <span key={state} className="block text-small text-ink-soft">
            {counted(count, 'coach', 'coaches')} {words}
          </span>
        ))}
    </>
  )
}
