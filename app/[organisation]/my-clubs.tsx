import * as paths from '#lib/core/paths'
import { roleWords } from '#lib/core/posts'
import type { OwnStanding } from '#lib/core/to-do'
import type { MyOrganisation } from '#lib/memberships/list-my-organisations'
import { Row, Rows } from '../components/rows'
import { StatusTag } from '../components/status-tag'

/** Everywhere that somebody belongs, as what, and where they coach also how they stand there. */
export function MyClubs({
  organisations,
  standings = [],
}: {
  organisations: readonly MyOrganisation[]
  standings?: readonly OwnStanding[]
}) {
  if (organisations.length === 0) return null
  return (
    <section aria-labelledby="my-clubs" className="grid gap-3.5">
      <h2 id="my-clubs">My clubs</h2>
      <Rows>
        {organisations.map((organisation) => {
          const standing = standings.find(({ slug }) => slug === organisation.slug)
          return (
            <Row
              key={organisation.id}
              title={organisation.name}
              href={leadsTo(organisation)}
              detail={organisation.roles.map(roleWords).join(', ')}
            >
              {standing ? (
                <StatusTag status={standing.status.face}>{standing.status.words}</StatusTag>
              ) : null}
            </Row>
          )
        })}
      </Rows>
    </section>
  )
}

/** Officers go to the organisation's first page; who only coaches there, to their own page in it. */
function leadsTo({ slug, roles, coachId }: MyOrganisation): string {
  const onlyCoach = roles.every((role) => role === 'coach')
  return onlyCoach && coachId ? paths.coach(slug, coachId) : paths.organisation(slug)
}
