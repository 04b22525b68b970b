import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import * as paths from '#lib/core/paths'
import { mayRole } from '#lib/core/permissions'
import { appointmentRoleWords, welfareRoles } from '#lib/core/register/appointment'
import { getPerson } from '#lib/register/get-person'
import { BackLink } from '../../../../../../components/back-link'
import { Button } from '../../../../../../components/button'
import { Card, CardFoot } from '../../../../../../components/card'
import { Field } from '../../../../../../components/field'
import { Form } from '../../../../../../components/form'
import { SeenBy } from '../../../../../../components/seen-by'
import { orNotFound } from '../../../../../../edge/or-not-found'
import { pageContext } from '../../../../../../edge/page-context'
import { endRole } from '../../../../register-actions'

export const metadata: Metadata = { title: 'End a role' }

/** When a role ends: now, or on a day to come, so that it can be handed over. */
export default async function EndRolePage({
  params,
}: PageProps<'/[organisation]/coaches/[coachId]/roles/[appointmentId]/end'>) {
  const { organisation: slug, coachId, appointmentId } = await params
  const ctx = await pageContext(slug, paths.roleEnd(slug, coachId, appointmentId))
  if (!mayRole(ctx.roles, 'appointment.offer')) notFound()
  const { name, appointments } = await orNotFound(getPerson(ctx, { coachId }))
  const post = appointments.find((each) => each.appointmentId === appointmentId)
  if (!post) notFound()
  const role = appointmentRoleWords[post.role].toLowerCase()
  const isOffered = post.state === 'offered'
  return (
    <>
      <BackLink href={paths.coach(slug, coachId)}>Back to {name}</BackLink>
      <Card as="section">
        <h1>{isOffered ? `Take back the offer?` : `When does ${name} stop?`}</h1>
        <p>
          {name}: {role}
          {post.team === '' ? '' : `, ${post.team}`}.
        </p>
        {welfareRoles.includes(post.role) && !isOffered ? (
          <ForHandover slug={slug} coachId={coachId} appointmentId={appointmentId} />
        ) : null}
        <Form action={endRole.bind(null, slug, coachId)} className="grid w-full gap-5">
          <input type="hidden" name="subjectId" value={appointmentId} />
          {isOffered ? null : (
            <Field
              name="lastDay"
              label="Last day"
              hint="Now, if you leave it empty."
              type="date"
              width="short"
              optional
            />
          )}
          <SeenBy who="person_and_officers" />
          <CardFoot>
            <Button>{isOffered ? 'Take it back' : 'End the role'}</Button>
            <a href={paths.coach(slug, coachId)}>No, go back</a>
          </CardFoot>
        </Form>
      </Card>
    </>
  )
}

/** What an officer who goes hands on. */
function ForHandover({
  slug,
  coachId,
  appointmentId,
}: {
  slug: string
  coachId: string
  appointmentId: string
}) {
  return (
    <div className="grid gap-1">
      <p>For the handover:</p>
      <ul className="grid list-disc gap-1 pl-6">
        <li>
          <a href={paths.roleHandover(slug, coachId, appointmentId)}>
            Hand the role to the next person
          </a>
          , so that the two overlap
        </li>
        <li>
          <a href={paths.toVerify(slug)}>Look at what waits to be verified</a>
        </li>
        <li>
          <a href={paths.findings(slug)}>Look at what is still to mend</a>
        </li>
        <li>
          <a href={paths.people(slug)}>Invite the next officer to sign in here</a>
        </li>
      </ul>
    </div>
  )
}
