import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { acceptanceOfFinding } from '#lib/acceptances/acceptance-of-finding'
import { formatCalendarDate } from '#lib/core/dates'
import * as paths from '#lib/core/paths'
import { mayRole } from '#lib/core/permissions'
import { getFinding } from '#lib/findings/get-finding'
import { BackLink } from '../../../../components/back-link'
import { Button } from '../../../../components/button'
import { Card } from '../../../../components/card'
import { Field } from '../../../../components/field'
import { Form } from '../../../../components/form'
import { orNotFound } from '../../../../edge/or-not-found'
import { pageContext } from '../../../../edge/page-context'
import { ask } from '../acceptance-actions'

export const metadata: Metadata = { title: 'Ask to accept a risk' }

/** Where an officer says why a risk is to be accepted, and until when. */
export default async function AcceptPage({
  params,
}: PageProps<'/[organisation]/findings/[findingId]/accept'>) {
  const { organisation: slug, findingId } = await params
  const ctx = await pageContext(slug, paths.acceptRisk(slug, findingId))
  if (!mayRole(ctx.roles, 'acceptance.ask')) notFound()
  const finding = await orNotFound(getFinding(ctx, { findingId }))
  const risk = await orNotFound(acceptanceOfFinding(ctx, { findingId }))
  // It was asked for meanwhile, is closed, or the rules do not allow it: its page says so.
  if (!risk.ask) redirect(paths.finding(slug, findingId))
  return (
    <>
      <BackLink href={paths.finding(slug, findingId)}>Back to “{finding.headline}”</BackLink>
      <h1>Ask to accept this risk</h1>
      <p className="text-lead">{finding.headline}</p>
      <Card as="section">
        <p>
          Mending it is better. Where that cannot be done yet, two people may accept the risk until
          a day. It still shows as not met, and it counts again after that day.
        </p>
        <Form action={ask.bind(null, slug, findingId)} className="grid w-full gap-5">
          <Field
            name="reason"
            label="Why can it not be mended, and what do you do instead?"
            hint="Name no child and no coach. A second person reads it: where the club has no other officer, the region or body above you. It is kept."
            lines={4}
            lengthMax={600}
          />
          <Field
            name="until"
            label="Until which day?"
            hint={`At the latest ${formatCalendarDate(risk.ask.lastDay)}.`}
            type="date"
            width="medium"
          />
          <Button>Ask a second person</Button>
        </Form>
      </Card>
    </>
  )
}
