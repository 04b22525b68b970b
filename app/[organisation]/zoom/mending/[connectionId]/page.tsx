import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { consentText } from '#lib/core/mends/consent-text'
import * as paths from '#lib/core/paths'
import { listMending } from '#lib/mends/list-mending'
import { Confirm } from '../../../../components/confirm'
import { pageContext } from '../../../../edge/page-context'
import { startMending } from '../../mending-actions'
import { ToTick } from '../../to-tick'

export const metadata: Metadata = { title: 'Let Touchline mend settings' }

/** What somebody agrees to, word for word, who lets Touchline mend settings. */
export default async function MendingPage({
  params,
  searchParams,
}: PageProps<'/[organisation]/zoom/mending/[connectionId]'>) {
  const { organisation: slug, connectionId } = await params
  const returnTo = paths.safeReturnTo((await searchParams)['returnTo'], '')
  if (slug !== paths.ownSlug) notFound()
  const ctx = await pageContext(slug, paths.zoomMending(connectionId, returnTo))
  const mending = (await listMending(ctx, {})).find((each) => each.connectionId === connectionId)
  if (!mending || mending.consentedAt) notFound()
  return (
    <Confirm
      title="Let Touchline mend settings for you?"
      action={startMending}
      verb="Yes, let Touchline mend what I confirm"
      cancel={returnTo || paths.zoom(slug)}
      hidden={{ connectionId, returnTo }}
    >
      <p>You do not have to: you can mend everything in Zoom yourself. If you say yes:</p>
      <ul className="list-disc pl-5">
        {consentText.statements.map((statement) => (
          <li key={statement}>{statement}</li>
        ))}
      </ul>
      {mending.missing.length === 0 ? null : (
        <>
          <p>After this, Zoom asks you as well. We take you there.</p>
          <ToTick scopes={mending.missing} />
        </>
      )}
    </Confirm>
  )
}
