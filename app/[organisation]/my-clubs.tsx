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
              {standing ? <Standing status={standing.status} /> : null}
            </Row>
          )
        })}
      </Rows>
    </section>
  )
}

/** What is to mend is counted by its causes in their list, and not in how many places it shows. */
function Standing({ status: { face, words } }: Pick<OwnStanding, 'status'>) {
  if (face === 'not_met') return <StatusTag status="not_met">To mend</StatusTag>
  return <StatusTag status={face}>{words}</StatusTag>
}

/** Officers go to the organisation's first page; who only coaches there, to their own page in it. */
function leadsTo({ slug, roles, coachId }: MyOrganisation): string {
  const onlyCoach = roles.every((role) => role === 'coach')
  return onlyCoach && coachId ? paths.coach(slug, coachId) : paths.organisation(slug)
}
