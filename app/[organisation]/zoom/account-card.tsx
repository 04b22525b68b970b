import * as paths from '#lib/core/paths'
import type { ClubAccount } from '#lib/zoom-accounts/get-account'
import { Button, ButtonLink } from '../../components/button'
import { Card, CardFoot } from '../../components/card'
import { Form } from '../../components/form'
import { Notice } from '../../components/notice'
import { Proof } from '../../components/proof'
import { Time } from '../../components/time'
import { IncompleteCheck } from '../incomplete-check'
import { checkAccount } from './account-actions'
import { ConnectAccount } from './connect-account'

type Props = { slug: string; account: ClubAccount; canConnect: boolean; now: Date }

/** The club's own Zoom account: whether it can be read, when it was, and the way out. */
export function AccountCard({ slug, account, canConnect, now }: Props) {
  if (account.state === 'disconnected') return <Ended {...{ slug, account, canConnect, now }} />
  const { connectionId, lastAskedAt, lastCompleteAt, missing } = account
  return (
    <Card as="section">
      <h2>The account</h2>
      <p>
        Connected <Time at={account.connectedAt} now={now} as="day" />
        {account.consentedBy ? ` by ${account.consentedBy}` : null}
        {account.app === 'server' ? ', with this installation’s own key' : null}
      </p>
      <Proof at={lastCompleteAt} now={now} />
      <IncompleteCheck lastAskedAt={lastAskedAt} lastCompleteAt={lastCompleteAt} now={now} />
      {missing.length === 0 ? null : (
        <Notice tone="warning" title="Zoom does not let us read everything we need">
          <ul className="list-disc pl-5">
            {missing.map(({ scope, reads }) => (
              <li key={scope}>{reads}</li>
            ))}
          </ul>
          <p>
            Connect again as the Zoom account’s administrator, and leave everything ticked. Until
            then these cannot be checked.
          </p>
        </Notice>
      )}
      <Groups account={account} />
      <CardFoot>
        <CheckOrSee slug={slug} account={account} />
        {missing.length > 0 && canConnect ? <ConnectAccount slug={slug} again /> : null}
        {account.auditId ? (
          <a href={paths.audit(slug, account.auditId)}>See the last check</a>
        ) : null}
        <a href={paths.zoomAccountDisconnect(slug, connectionId)}>Disconnect the account</a>
      </CardFoot>
    </Card>
  )
}

function CheckOrSee({ slug, account }: { slug: string; account: ClubAccount }) {
  if (account.checkingNow && account.auditId) {
    return <ButtonLink href={paths.audit(slug, account.auditId)}>See the check</ButtonLink>
  }
  return (
    <Form action={checkAccount}>
      <input type="hidden" name="organisation" value={slug} />
      <input type="hidden" name="connectionId" value={account.connectionId} />
      <Button look={account.missing.length > 0 ? 'plain' : 'primary'}>Check again</Button>
    </Form>
  )
}

function Groups({ account: { groups } }: { account: ClubAccount }) {
  if (groups.length === 0) return null
  return (
    <p className="text-ink-soft">
      {groups.length === 1 ? 'It has a group: ' : `It has ${groups.length} groups: `}
      {groups
        .map(({ name, members }) => (members === null ? name : `${name} (${members})`))
        .join(', ')}
      . A group can have settings of its own, so each is checked, too.
    </p>
  )
}

const whyEnded = {
  by_person: 'You disconnected it. What was found before stays on record; nothing new is read.',
  token_refused:
    'Zoom no longer lets Touchline in. That happens when the app is removed at Zoom, when whoever ' +
    'allowed it is no administrator there any more, or after a long time without a check.',
  removed_at_zoom: 'Zoom says that the app was removed there.',
  zoom_user_ended: 'Zoom says that the user who allowed it was switched off or deleted.',
} as const

function Ended({ slug, account, canConnect, now }: Props) {
  const { disconnectReason, disconnectedAt } = account
  return (
    <Card as="section" urgent={disconnectReason !== 'by_person'}>
      <h2>The club’s Zoom account is not connected any more</h2>
      <p>{whyEnded[disconnectReason ?? 'token_refused']}</p>
      {disconnectedAt ? (
        <p className="text-ink-soft">
          Since <Time at={disconnectedAt} now={now} as="when" />
        </p>
      ) : null}
      <p>
        Nobody whom we read by it is checked now. Who is which coach is remembered: connect it
        again, and everything goes on as before.
      </p>
      <CardFoot>
        {canConnect ? <ConnectAccount slug={slug} again /> : null}
        {disconnectReason === 'by_person' ? null : (
          <a href={paths.zoomAccountDisconnect(slug, account.connectionId)}>
            It is not used any more
          </a>
        )}
      </CardFoot>
    </Card>
  )
}
