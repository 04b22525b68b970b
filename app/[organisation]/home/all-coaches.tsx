import { coachTotal, groupWords } from '#lib/core/club-headline'
import { coachGroups, type CoachGroup } from '#lib/core/coach-status'
import { counted } from '#lib/core/dates'
import * as paths from '#lib/core/paths'
import type { Face } from '#lib/core/status'
import type { ClubHome } from '#lib/organisations/get-club-home'
import { Card } from '../../components/card'
import { Meter } from '../../components/meter'
import { StatusTag } from '../../components/status-tag'
import { ZoomHeard } from './zoom-heard'

const faces: Readonly<Record<CoachGroup, Face>> = {
  to_mend: 'not_met',
  not_known: 'could_not_check',
  risk_accepted: 'accepted',
  up_to_date: 'met',
  not_needed: 'not_applicable',
}

/** How all coaches stand, as a bar and in words; each word leads to whom it means. */
export function AllCoaches({ slug, home, now }: { slug: string; home: ClubHome; now: Date }) {
  const { counts } = home
  const shown = coachGroups.filter((group) => counts[group] > 0)
  const total = coachTotal(counts)
  return (
    <section className="grid gap-3">
      <h2>All coaches</h2>
      <Card as="div">
        <Meter
          label={shown.map((group) => groupWords(group, counts[group])).join(', ')}
          shares={[
            { status: 'met', count: counts.up_to_date },
            { status: 'accepted', count: counts.risk_accepted },
            { status: 'not_met', count: counts.to_mend },
            { status: 'could_not_check', count: counts.not_known },
          ]}
        />
        <ul className="grid gap-1">
          {shown.map((group) => (
            <li key={group}>
              <a
                href={paths.coaches(slug, { filter: group })}
                className="inline-flex min-h-12 items-center"
              >
                <StatusTag status={faces[group]}>{groupWords(group, counts[group])}</StatusTag>
              </a>
            </li>
          ))}
        </ul>
        <Unsorted slug={slug} home={home} />
        <a href={paths.coaches(slug)} className="inline-block py-2">
          {total === 1 ? 'See your one coach' : `See all ${counted(total, 'coach', 'coaches')}`}
        </a>
        <a href={paths.asOf(slug)} className="inline-block py-2">
          See how it was on an earlier day
        </a>
        <ZoomHeard now={now} />
      </Card>
    </section>
  )
}

/** Beside "up to date": whose meetings are not all sorted, so that it claims no more than it knows. */
function Unsorted({ slug, home }: { slug: string; home: ClubHome }) {
  const { unsorted, moreUnsorted } = home
  if (unsorted.length === 0) return null
  return (
    <ul className="grid gap-1">
      {unsorted.map(({ coachId, name, words }) => (
        <li key={coachId}>
          <a href={paths.coach(slug, coachId)} className="inline-block py-1.5">
            {name}
          </a>
          : {words}
        </li>
      ))}
      {moreUnsorted > 0 ? (
        <li>
          and {counted(moreUnsorted, 'more coach', 'more coaches')} with meetings not yet sorted
        </li>
      ) : null}
    </ul>
  )
}
