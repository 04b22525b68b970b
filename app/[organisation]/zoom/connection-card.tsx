import { counted } from '#lib/core/dates'
import * as paths from '#lib/core/paths'
import type { Connection } from '#lib/zoom-connections/list-connections'
import { Button, ButtonLink } from '../../components/button'
import { Card, CardFoot } from '../../components/card'
import { Form } from '../../components/form'
import { Notice } from '../../components/notice'
import { Proof } from '../../components/proof'
import { Time } from '../../components/time'
import { IncompleteCheck } from '../incomplete-check'
import { checkNow, connect } from './actions'
import { SharedClubs } from './shared-clubs'

/** One connected Zoom account: when it was looked at, who sees it, and the way out. */
export function ConnectionCard({ connection, now }: { connection: Connection; now: Date }) {
  if (connection.state === 'disconnected') return <Ended connection={connection} now={now} />
  const { connectionId, lastCompleteAt, lastAskedAt, missing, checkingNow, auditId } = connection
  return (
    <Card as="section">
      <h2>Your Zoom account</h2>
      <p>
        Connected <Time at={connection.connectedAt} now={now} as="day" />
      </p>
      <Proof at={lastCompleteAt} now={now} />
      <p className="text-ink-soft">
        {connection.lastEventAt ? (
          <>
            Zoom last told us of a change{' '}
            <Time at={connection.lastEventAt} now={now} as="relative" />.
          </>
        ) : (
          'Zoom has not told us of a change yet.'
        )}{' '}
        Whether it does or not, we look once a day.
      </p>
      <IncompleteCheck lastAskedAt={lastAskedAt} lastCompleteAt={lastCompleteAt} now={now} />
      {missing.length === 0 ? null : (
        <Notice tone="warning" title="Zoom does not let us read everything we need">
          <ul className="list-disc pl-5">
            {missing.map(({ scope, reads }) => (
              <li key={scope}>{reads}</li>
            ))}
          </ul>
          <p>Connect again and leave everything ticked. Until then these cannot be checked.</p>
        </Notice>
      )}
      <ToSort count={connection.unsorted} />
      <SharedClubs connectionId={connectionId} clubs={connection.clubs} />
      <CardFoot>
        {checkingNow && auditId ? (
          <ButtonLink href={paths.audit(paths.ownSlug, auditId)}>See the check</ButtonLink>
        ) : (
          <Form action={checkNow}>
            <input type="hidden" name="connectionId" value={connectionId} />
            <Button>Check now</Button>
          </Form>
        )}
        {missing.length === 0 ? null : <ConnectAgain />}
        <a href={paths.zoomMeetings(paths.ownSlug)}>Your meetings</a>
        <a href={paths.zoomDisconnect(paths.ownSlug, connectionId)}>Disconnect Zoom</a>
      </CardFoot>
    </Card>
  )
}

function ToSort({ count }: { count: number }) {
  if (count === 0) return null
  return (
    <Notice tone="warning" title={`${counted(count, 'meeting')} not yet sorted`}>
      <p>
        <a href={paths.zoomMeetings(paths.ownSlug)} className="inline-block py-2.5">
          Say which are club sessions
        </a>
      </p>
    </Notice>
  )
}

const whyEnded = {
  by_person: 'You disconnected it. What was read before stays; nothing new is read.',
  token_refused:
    'Zoom no longer lets Touchline in. That happens when the app is removed at Zoom, or after a ' +
    'long time without a check. Connect again, and everything goes on as before.',
  removed_at_zoom:
    'Zoom says that the app was removed there. If that was not meant, connect again, and ' +
    'everything goes on as before.',
  zoom_user_ended:
    'Zoom says that this Zoom user was switched off or deleted. Whoever looks after the Zoom ' +
    'account can say why. Then connect again, or connect another one.',
} as const

function Ended({ connection, now }: { connection: Connection; now: Date }) {
  const { connectionId, disconnectedAt, disconnectReason } = connection
  const shared = connection.clubs.filter((club) => club.shared)
  return (
    <Card as="section" urgent={disconnectReason !== 'by_person'}>
      <h2>Your Zoom account is not connected any more</h2>
      <p>{whyEnded[disconnectReason ?? 'token_refused']}</p>
      {disconnectedAt ? (
        <p className="text-ink-soft">
          Since <Time at={disconnectedAt} now={now} as="when" />
        </p>
      ) : null}
      {shared.length > 0 ? (
        <>
          <p>
            Do you coach with another account now? Stop sharing this one, and your clubs no longer
            wait for it.
          </p>
          <SharedClubs connectionId={connectionId} clubs={shared} />
        </>
      ) : null}
      <CardFoot>
        <ConnectAgain />
      </CardFoot>
    </Card>
  )
}

function ConnectAgain() {
  return (
    <Form action={connect}>
      <Button>Connect Zoom again</Button>
    </Form>
  )
}
