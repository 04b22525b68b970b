import type { CoachAccount } from '#lib/coaches/get-coach'
import { Card } from '../../../../components/card'
import { Notice } from '../../../../components/notice'
import { Proof } from '../../../../components/proof'
import { Time } from '../../../../components/time'
import { ResultList } from '../../../result-list'

/** One Zoom account as it was known at a moment. Nothing can be done to the past: no button, no link. */
export function PastAccount({
  slug,
  account: { ofClub, state, connectedAt, lastCompleteAt, results },
  bodies,
  at,
}: {
  slug: string
  account: CoachAccount
  bodies: readonly string[]
  at: Date
}) {
  const rows = results.map((row) => ({ ...row, findingId: null, mayState: false }))
  return (
    <Card as="section">
      <h2>{ofClub ? 'In the club’s Zoom account' : 'Zoom account'}</h2>
      <p>
        {ofClub ? 'Checked by the club’s consent, since' : 'Connected'}{' '}
        <Time at={connectedAt} now={at} as="date" />
      </p>
      <Proof at={lastCompleteAt} now={at} as="date_time" />
      {state === 'in_force' ? null : (
        <Notice tone="unknown" title="It could not be read any more">
          <p>By then it was disconnected, or no longer shared. What was read before stays below.</p>
        </Notice>
      )}
      {rows.length === 0 ? (
        <p>Nothing had been checked here yet.</p>
      ) : (
        <ResultList slug={slug} rows={rows} bodies={bodies} now={at} as="date_time" />
      )}
    </Card>
  )
}
