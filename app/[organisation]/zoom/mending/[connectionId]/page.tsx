import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { clubConsentText, consentText } from '#lib/core/mends/consent-text'
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
  const ctx = await pageContext(slug, paths.zoomMending(connectionId, returnTo, slug))
  const mending = (await listMending(ctx, {})).find((each) => each.connectionId === connectionId)
  if (!mending || mending.consentedAt) notFound()
  const isOwn = slug === paths.ownSlug
  const { statements } = isOwn ? consentText : clubConsentText
  return (
    <Confirm
      title={
        isOwn ? 'Let Touchline mend settings for you?' : 'Let Touchline mend in the club’s Zoom?'
      }
      action={startMending}
      verb={`Yes, let Touchline mend what ${isOwn ? 'I' : 'we'} confirm`}
      cancel={returnTo || paths.zoom(slug)}
      hidden={{ organisation: slug, connectionId, returnTo }}
    >
      <p>
        {isOwn
          ? 'You do not have to: you can mend everything in Zoom yourself. If you say yes:'
          : 'You do not have to: everything can be mended in Zoom, too. If you say yes, for the club:'}
      </p>
      <ul className="list-disc pl-5">
        {statements.map((statement) => (
          <li key={statement}>{statement}</li>
        ))}
      </ul>
      {mending.missing.length === 0 ? null : (
        <>
          <p>
            {isOwn
              ? 'After this, Zoom asks you as well. We take you there.'
              : 'After this, Zoom has to be told as well, by an administrator of the club’s Zoom account.'}
          </p>
          <ToTick scopes={mending.missing} />
        </>
      )}
    </Confirm>
  )
}
