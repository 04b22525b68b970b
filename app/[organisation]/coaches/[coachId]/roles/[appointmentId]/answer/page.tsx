import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import * as paths from '#lib/core/paths'
import { appointmentRoleWords } from '#lib/core/register/appointment'
import { getPerson } from '#lib/register/get-person'
import { BackLink } from '../../../../../../components/back-link'
import { Button } from '../../../../../../components/button'
import { Card, CardFoot } from '../../../../../../components/card'
import { Choices } from '../../../../../../components/choices'
import { Form } from '../../../../../../components/form'
import { SeenBy } from '../../../../../../components/seen-by'
import { orNotFound } from '../../../../../../edge/or-not-found'
import { pageContext } from '../../../../../../edge/page-context'
import { answer } from '../../../../register-actions'

export const metadata: Metadata = { title: 'Your role' }

/** Somebody says yes or no to a role themselves. */
export default async function AnswerRolePage({
  params,
}: PageProps<'/[organisation]/coaches/[coachId]/roles/[appointmentId]/answer'>) {
  const { organisation: slug, coachId, appointmentId } = await params
  const ctx = await pageContext(slug, paths.roleAnswer(slug, coachId, appointmentId))
  const { own, appointments } = await orNotFound(getPerson(ctx, { coachId }))
  const post = appointments.find((each) => each.appointmentId === appointmentId)
  if (!own || post?.state !== 'offered') notFound()
  const role = appointmentRoleWords[post.role]
  return (
    <>
      <BackLink href={paths.coach(slug, coachId)}>Back to your page</BackLink>
      <Card as="section">
        <h1>Is this your role?</h1>
        <p className="text-lead">
          {role}
          {post.team === '' ? '' : `, ${post.team}`} at {ctx.organisation.name}
        </p>
        <p>{post.offeredByName} asks you. Nobody can say yes for you.</p>
        <Form action={answer.bind(null, slug, coachId)} className="grid w-full gap-5">
          <input type="hidden" name="subjectId" value={appointmentId} />
          <Choices
            name="answer"
            label="Your answer"
            choices={[
              { value: 'yes', label: 'Yes, this is my role' },
              { value: 'no', label: 'No' },
            ]}
          />
          <SeenBy who="you_and_officers" />
          <CardFoot>
            <Button>Send my answer</Button>
          </CardFoot>
        </Form>
      </Card>
    </>
  )
}
