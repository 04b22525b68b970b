import type { Context } from '#lib/context'
import * as paths from '#lib/core/paths'
import { mayRole } from '#lib/core/permissions'
import { appointmentRoleWords, type AppointmentState } from '#lib/core/register/appointment'
import type { Face } from '#lib/core/status'
import type { Person, PersonAppointment } from '#lib/register/get-person'
import { ButtonLink } from '../../../components/button'
import { Row, Rows } from '../../../components/rows'
import { StatusTag } from '../../../components/status-tag'
import { Time } from '../../../components/time'

const states: Readonly<Record<AppointmentState, { face: Face; words: string }>> = {
  offered: { face: 'not_checked', words: 'Not answered yet' },
  coming: { face: 'due_soon', words: 'Begins later' },
  held: { face: 'met', words: 'They said yes' },
  ended: { face: 'not_applicable', words: 'Ended' },
  declined: { face: 'not_applicable', words: 'They said no' },
  withdrawn: { face: 'not_applicable', words: 'Taken back' },
}

/** Somebody's roles at the club: those that they have, and those that they had. */
export function Roles({ slug, ctx, person }: { slug: string; ctx: Context; person: Person }) {
  const { appointments, coachId, left, signsIn } = person
  const officer = mayRole(ctx.roles, 'appointment.offer')
  return (
    <section className="mt-3 grid gap-3">
      <h2>Roles at the club</h2>
      {appointments.length === 0 ? <p>No role is written down yet.</p> : null}
      {appointments.length === 0 ? null : (
        <Rows label="Roles at the club">
          {appointments.map((each) => (
            <RoleRow
              key={each.appointmentId}
              appointment={each}
              now={ctx.now}
              href={hrefOf(slug, person, each, officer)}
            />
          ))}
        </Rows>
      )}
      {signsIn || !officer || left ? null : (
        <p>They say yes to a role when they have signed in. Send them the invitation first.</p>
      )}
      {officer && !left ? (
        <div>
          <ButtonLink look="plain" href={paths.roleNew(slug, coachId)}>
            Offer a role
          </ButtonLink>
        </div>
      ) : null}
    </section>
  )
}

function hrefOf(slug: string, { coachId, own }: Person, each: PersonAppointment, officer: boolean) {
  const { state, appointmentId } = each
  if (own && state === 'offered') return paths.roleAnswer(slug, coachId, appointmentId)
  const stands = state === 'offered' || state === 'held' || state === 'coming'
  return officer && stands ? paths.roleEnd(slug, coachId, appointmentId) : null
}

function RoleRow({
  appointment,
  now,
  href,
}: {
  appointment: PersonAppointment
  now: Date
  href: string | null
}) {
  const { role, team, state, startsAt, endsAt, handover } = appointment
  return (
    <Row
      roomy
      {...(href ? { href } : {})}
      title={team === '' ? appointmentRoleWords[role] : `${appointmentRoleWords[role]}, ${team}`}
      detail={
        <span className="text-small text-ink-soft">
          From <Time at={startsAt} now={now} as="date" />
          {endsAt ? (
            <>
              {' '}
              to <Time at={new Date(endsAt.getTime() - 1)} now={now} as="date" />
            </>
          ) : null}
          {handover ? (
            <span className="block">
              {handover.isNext ? 'Taken over by' : 'Takes over from'} {handover.name}
            </span>
          ) : null}
        </span>
      }
    >
      <StatusTag status={states[state].face}>{states[state].words}</StatusTag>
    </Row>
  )
}
