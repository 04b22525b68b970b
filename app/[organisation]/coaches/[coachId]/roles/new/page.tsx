import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import * as paths from '#lib/core/paths'
import { mayRole } from '#lib/core/permissions'
import { appointmentRoles, appointmentRoleWords } from '#lib/core/register/appointment'
import { getPerson } from '#lib/register/get-person'
import { BackLink } from '../../../../../components/back-link'
import { Button } from '../../../../../components/button'
import { Field } from '../../../../../components/field'
import { Form } from '../../../../../components/form'
import { SeenBy } from '../../../../../components/seen-by'
import { Select } from '../../../../../components/select'
import { orNotFound } from '../../../../../edge/or-not-found'
import { pageContext } from '../../../../../edge/page-context'
import { offer } from '../../../register-actions'

export const metadata: Metadata = { title: 'Offer a role' }

/** A role is offered; it is theirs once they say yes to it themselves. */
export default async function NewRolePage({
  params,
}: PageProps<'/[organisation]/coaches/[coachId]/roles/new'>) {
  const { organisation: slug, coachId } = await params
  const ctx = await pageContext(slug, paths.roleNew(slug, coachId))
  if (!mayRole(ctx.roles, 'appointment.offer')) notFound()
  const { name } = await orNotFound(getPerson(ctx, { coachId }))
  return (
    <>
      <BackLink href={paths.coach(slug, coachId)}>Back to {name}</BackLink>
      <h1>Offer {name} a role</h1>
      <p>
        They say yes to it themselves. If somebody else has the role now, both may have it for a
        while: end the old one on the day of the handover.
      </p>
      <Form action={offer.bind(null, slug, coachId)}>
        <Select
          name="role"
          label="Role"
          empty="Choose one"
          options={appointmentRoles.map((value) => ({ value, label: appointmentRoleWords[value] }))}
        />
        <Field
          name="team"
          label="Team"
          hint="For a coach, helper or team manager"
          optional
          autoComplete="off"
        />
        <Field
          name="startsOn"
          label="First day"
          hint="Today, if you leave it empty."
          type="date"
          width="short"
          optional
        />
        <Field name="endsOn" label="Last day" type="date" width="short" optional />
        <SeenBy who="person_and_officers" />
        <Button>Offer the role</Button>
      </Form>
    </>
  )
}
