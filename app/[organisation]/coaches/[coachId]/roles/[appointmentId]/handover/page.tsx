import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import * as paths from '#lib/core/paths'
import { mayRole } from '#lib/core/permissions'
import { appointmentRoleWords, isOfClub } from '#lib/core/register/appointment'
import { getPerson } from '#lib/register/get-person'
import { listOthers } from '#lib/register/list-others'
import { BackLink } from '../../../../../../components/back-link'
import { Button } from '../../../../../../components/button'
import { Card, CardFoot } from '../../../../../../components/card'
import { Field } from '../../../../../../components/field'
import { Form } from '../../../../../../components/form'
import { SeenBy } from '../../../../../../components/seen-by'
import { Select } from '../../../../../../components/select'
import { orNotFound } from '../../../../../../edge/or-not-found'
import { pageContext } from '../../../../../../edge/page-context'
import { handOver } from '../../../../register-actions'

export const metadata: Metadata = { title: 'Hand a role over' }

/** A role of the whole club goes from one person to the next, with a while in which both have it. */
export default async function HandoverPage({
  params,
}: PageProps<'/[organisation]/coaches/[coachId]/roles/[appointmentId]/handover'>) {
  const { organisation: slug, coachId, appointmentId } = await params
  const ctx = await pageContext(slug, paths.roleHandover(slug, coachId, appointmentId))
  if (!mayRole(ctx.roles, 'appointment.offer')) notFound()
  const { name, appointments } = await orNotFound(getPerson(ctx, { coachId }))
  const post = appointments.find((each) => each.appointmentId === appointmentId)
  if (!post || post.state !== 'held' || !isOfClub(post.role)) notFound()
  const { others } = await listOthers(ctx, { coachId })
  const role = appointmentRoleWords[post.role].toLowerCase()
  return (
    <>
      <BackLink href={paths.coach(slug, coachId)}>Back to {name}</BackLink>
      <Card as="section">
        <h1>Who takes over from {name}?</h1>
        <p>
          They are offered the role of {role} now, and say yes to it themselves. {name} keeps it
          until the last day, so that both know what waits. Both see it on their page.
        </p>
        <Form action={handOver.bind(null, slug, coachId)} className="grid w-full gap-5">
          <input type="hidden" name="subjectId" value={appointmentId} />
          <Select
            name="toCoachId"
            label="The next one"
            hint="Somebody who is not on your list yet has to be added first."
            empty="Choose one"
            options={others.map((each) => ({
              value: each.coachId,
              label: `${each.name}, ${each.email}`,
            }))}
          />
          <Field
            name="lastDay"
            label={`The last day of ${name}`}
            hint="Give the two a few weeks together."
            type="date"
            width="short"
          />
          <SeenBy who="person_and_officers" />
          <CardFoot>
            <Button>Begin the handover</Button>
            <a href={paths.coach(slug, coachId)}>No, go back</a>
          </CardFoot>
        </Form>
      </Card>
    </>
  )
}
