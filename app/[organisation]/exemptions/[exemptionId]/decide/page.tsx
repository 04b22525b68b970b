import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import * as paths from '#lib/core/paths'
import { notVerifiableWords } from '#lib/core/proof/words'
import { BackLink } from '../../../../components/back-link'
import { Button } from '../../../../components/button'
import { Card, CardFoot } from '../../../../components/card'
import { Form } from '../../../../components/form'
import { Notice } from '../../../../components/notice'
import { Time } from '../../../../components/time'
import { pageContext } from '../../../../edge/page-context'
import { decide } from '../../actions'
import { aboutWhat, accountGoesOn } from '../../exemption-card'
import { oneExemption } from '../../one-exemption'

export const metadata: Metadata = { title: 'Is it so?' }

/** Where a second person says whether the club or session belongs where rules do not apply. */
export default async function DecideExemptionPage({
  params,
}: PageProps<'/[organisation]/exemptions/[exemptionId]/decide'>) {
  const { organisation: slug, exemptionId } = await params
  const ctx = await pageContext(slug, paths.exemptionDecide(slug, exemptionId))
  const said = await oneExemption(ctx, exemptionId)
  const { notConfirmable, category, reason, by, at, until } = said
  if (notConfirmable === undefined) notFound()
  return (
    <>
      <BackLink href={paths.exemptions(slug)}>Back to where rules do not apply</BackLink>
      <Card as="section">
        <h1>Is it so?</h1>
        <p>
          {aboutWhat(said)}. {by} said on <Time at={at} now={ctx.now} as="date" /> that it belongs
          to “{category}”:
        </p>
        <blockquote className="border-l-4 border-pitch pl-4 text-lead">{reason}</blockquote>
        {notConfirmable ? (
          <Notice title="You cannot agree to this">
            <p>{notVerifiableWords[notConfirmable]}</p>
          </Notice>
        ) : (
          <>
            <p>
              If you agree, the rules that it leaves out do not apply there until{' '}
              <Time at={until} now={ctx.now} as="date" />. Agree only if you know it yourself.
              {said.isClub ? '' : ` ${accountGoesOn}`}
            </p>
            <Form action={decide.bind(null, slug)} className="grid w-full gap-5">
              <input type="hidden" name="exemptionId" value={exemptionId} />
              <CardFoot>
                <Button name="decision" value="confirmed">
                  Yes, it is so
                </Button>
                <Button name="decision" value="refused" look="plain">
                  No, it is not
                </Button>
              </CardFoot>
            </Form>
          </>
        )}
      </Card>
    </>
  )
}
