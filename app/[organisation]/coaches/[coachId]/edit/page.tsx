import type { Metadata } from 'next'
import * as paths from '#lib/core/paths'
import { getRegisterRow } from '#lib/coaches/get-register-row'
import { BackLink } from '../../../../components/back-link'
import { Button } from '../../../../components/button'
import { Card } from '../../../../components/card'
import { Form } from '../../../../components/form'
import { Notice } from '../../../../components/notice'
import { SeenBy } from '../../../../components/seen-by'
import { pageContext } from '../../../../edge/page-context'
import { orNotFound } from '../../../../edge/or-not-found'
import { change } from '../../actions'
import { CoachFields } from '../../coach-fields'

export const metadata: Metadata = { title: 'Change a coach’s details' }

export default async function EditCoachPage({
  params,
}: PageProps<'/[organisation]/coaches/[coachId]/edit'>) {
  const { organisation: slug, coachId } = await params
  const ctx = await pageContext(slug, paths.coachEdit(slug, coachId))
  const coach = await orNotFound(getRegisterRow(ctx, { coachId }))
  return (
    <>
      <BackLink href={paths.coach(slug, coachId)}>Back to {coach.name}</BackLink>
      <h1>Change the details of {coach.name}</h1>
      {coach.invitation ? (
        <Notice>
          <p>An invitation is waiting. If you change the address, send them a new one.</p>
        </Notice>
      ) : null}
      <Form action={change.bind(null, slug, coachId)}>
        <CoachFields known={coach} />
        <SeenBy who="person_and_officers" />
        <Button>Save</Button>
      </Form>
      <Card as="section">
        <h2>They have stopped coaching here</h2>
        <p>Take them off the list. What was checked until now stays on record.</p>
        <a href={paths.coachEnd(slug, coachId)} className="inline-block py-2.5">
          Take {coach.name} off the list
        </a>
      </Card>
    </>
  )
}
