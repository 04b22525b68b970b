import type { CoachAccount } from '#lib/coaches/get-coach'
import { counted } from '#lib/core/dates'
import * as paths from '#lib/core/paths'
import { Card, CardFoot } from '../../../components/card'
import { Notice } from '../../../components/notice'
import { Proof } from '../../../components/proof'
import { Time } from '../../../components/time'
import { CheckAgain } from '../../check-again'
import { IncompleteCheck } from '../../incomplete-check'
import { ResultList } from '../../result-list'

/** One Zoom account of a coach: whether it can be read, when it was, and what its settings are. */
export function Account({
  slug,
  account,
  bodies,
  now,
}: {
  slug: string
  account: CoachAccount
  bodies: readonly string[]
  now: Date
}) {
  const { connectedAt, lastAskedAt, lastCompleteAt, unsortedMeetings, results } = account
  const { ofClub, state } = account
  return (
    <Card as="section">
      <h2>{ofClub ? 'In the club’s Zoom account' : 'Zoom account'}</h2>
      <p>
        {ofClub ? 'Checked by the club’s consent, since' : 'Connected'}{' '}
        <Time at={connectedAt} now={now} as="day" />
      </p>
      <Proof at={lastCompleteAt} now={now} />
      {state === 'in_force' ? null : <NotInForce account={account} now={now} />}
      {state === 'in_force' ? (
        <IncompleteCheck lastAskedAt={lastAskedAt} lastCompleteAt={lastCompleteAt} now={now} />
      ) : null}
      {unsortedMeetings === 0 ? null : (
        <Notice tone="unknown" title={`${counted(unsortedMeetings, 'meeting')} not yet sorted`}>
          <p>
            The coach has still to say whether they are club sessions. Only the coach sees them.
          </p>
        </Notice>
      )}
      {results.length === 0 ? (
        <p>Nothing has been checked here yet.</p>
      ) : (
        <ResultList slug={slug} rows={results} bodies={bodies} now={now} />
      )}
      <CardFoot>
        <CheckAgain slug={slug} state={account.check} />
        {account.lastAuditId ? (
          <a href={paths.audit(slug, account.lastAuditId)}>See the last check</a>
        ) : null}
      </CardFoot>
    </Card>
  )
}

function NotInForce({ account, now }: { account: CoachAccount; now: Date }) {
  const { state, disconnectedAt, shareEndsAt } = account
  const since = state === 'share_ended' ? shareEndsAt : disconnectedAt
  return (
    <Notice tone="unknown" title={notInForceTitle(account)}>
      <p>
        {since ? (
          <>
            Since <Time at={since} now={now} as="when" />.{' '}
          </>
        ) : null}
        {state === 'share_ended'
          ? 'Nothing new of it reaches the club, and its sessions are not checked any more. What was found before is in the history.'
          : 'What was read before stays below, and grows old.'}{' '}
        {account.ofClub
          ? 'A welfare officer or administrator can connect the club’s Zoom again.'
          : 'Only the coach can change this.'}
      </p>
    </Notice>
  )
}

function notInForceTitle({ state, disconnectReason: reason, ofClub }: CoachAccount): string {
  if (ofClub) return 'The club’s Zoom account is not connected any more'
  if (state === 'share_ended') return 'It is no longer shared with the club'
  if (reason === 'zoom_user_ended') return 'The Zoom user was switched off or deleted at Zoom'
  return reason === 'by_person'
    ? 'The coach disconnected it'
    : 'Zoom no longer lets us read it: the app was removed, or the permission ran out'
}
