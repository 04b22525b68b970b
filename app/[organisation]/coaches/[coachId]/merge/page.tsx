import type { Metadata } from 'next'
import * as paths from '#lib/core/paths'
import { listOthers } from '#lib/register/list-others'
import { BackLink } from '../../../../components/back-link'
import { Button } from '../../../../components/button'
import { Card, CardFoot } from '../../../../components/card'
import { Form } from '../../../../components/form'
import { SeenBy } from '../../../../components/seen-by'
import { Select } from '../../../../components/select'
import { orNotFound } from '../../../../edge/or-not-found'
import { pageContext } from '../../../../edge/page-context'
import { merge } from '../../register-actions'

export const metadata: Metadata = { title: 'Make two entries one' }

/** One person who stands on the list twice: which entry is kept. */
export default async function MergePage({
  params,
}: PageProps<'/[organisation]/coaches/[coachId]/merge'>) {
  const { organisation: slug, coachId } = await params
  const ctx = await pageContext(slug, paths.coachMerge(slug, coachId))
  const { name, email, others } = await orNotFound(listOthers(ctx, { coachId }))
  return (
    <>
      <BackLink href={paths.coach(slug, coachId)}>Back to {name}</BackLink>
      <Card as="section">
        <h1>Make two entries one</h1>
        <p>
          This entry ends: {name}, {email}. Its checks and courses move to the entry that you keep,
          and somebody looks at them again. Its history stays. This cannot be undone.
        </p>
        <Form action={merge.bind(null, slug, coachId)} className="grid w-full gap-5">
          <Select
            name="subjectId"
            label="Which entry do you keep?"
            empty="Choose one"
            options={others.map((each) => ({
              value: each.coachId,
              label: `${each.name}, ${each.email}`,
            }))}
          />
          <SeenBy who="person_and_officers" />
          <CardFoot>
            <Button>Make them one</Button>
            <a href={paths.coach(slug, coachId)}>No, go back</a>
          </CardFoot>
        </Form>
      </Card>
    </>
  )
}
