import * as paths from '#lib/core/paths'
import { appointmentRoleWords } from '#lib/core/register/appointment'
import type { MyOrganisation } from '#lib/memberships/list-my-organisations'
import { Row, Rows } from '../components/rows'
import { ownPeople } from './own-people'

/** Roles that somebody was offered and has not answered, in whichever club. Nobody answers for them. */
export async function AskedRoles({ organisations }: { organisations: readonly MyOrganisation[] }) {
  const people = await ownPeople(organisations)
  const asked = people.flatMap(({ club, person }) =>
    person.appointments
      .filter(({ state }) => state === 'offered')
      .map(({ appointmentId, role, team }) => ({
        ...{ appointmentId, club: club.name, words: appointmentRoleWords[role], team },
        href: paths.roleAnswer(club.slug, person.coachId, appointmentId),
      })),
  )
  if (asked.length === 0) return null
  return (
    <section aria-labelledby="asked-roles" className="grid gap-3.5">
      <h2 id="asked-roles">Is this your role?</h2>
      <Rows>
        {asked.map(({ appointmentId, club, words, team, href }) => (
          <Row
            key={appointmentId}
            href={href}
            title={team === '' ? words : `${words}, ${team}`}
            detail={club}
          />
        ))}
      </Rows>
    </section>
  )
}
