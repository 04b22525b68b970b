import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { mayRole } from '#lib/core/permissions'
import * as paths from '#lib/core/paths'
import { BackLink } from '../../../components/back-link'
import { Button } from '../../../components/button'
import { Choices } from '../../../components/choices'
import { Form } from '../../../components/form'
import { SeenBy } from '../../../components/seen-by'
import { pageContext } from '../../../edge/page-context'
import { add } from '../actions'
import { CoachFields } from '../coach-fields'

export const metadata: Metadata = { title: 'Add a coach' }

export default async function NewCoachPage({ params }: PageProps<'/[organisation]/coaches/new'>) {
  const { organisation: slug } = await params
  const ctx = await pageContext(slug, paths.coachNew(slug))
  if (ctx.organisation.kind !== 'club' || !mayRole(ctx.roles, 'coach.manage')) notFound()
  return (
    <>
      <BackLink href={paths.coaches(slug)}>Back to all coaches</BackLink>
      <h1>Add a coach</h1>
      <Form action={add.bind(null, slug)}>
        <CoachFields />
        <Choices
          name="invite"
          label="Send the invitation now?"
          choices={[
            { value: 'yes', label: 'Yes, send it now' },
            { value: 'no', label: 'No, I will send it later' },
          ]}
          value={['yes']}
        />
        <SeenBy who="person_and_officers" />
        <Button>Add the coach</Button>
      </Form>
    </>
  )
}
