import { runHeadline, runProgress } from '#lib/core/mends/run'
import { mendWords } from '#lib/core/mends/words'
import * as paths from '#lib/core/paths'
import type { SeenRun } from '#lib/mends/get-run'
import type { Mending } from '#lib/mends/list-mending'
import type { SeenMend } from '#lib/mends/mend-seen'
import { Button, ButtonLink } from '../../components/button'
import { Card, CardFoot } from '../../components/card'
import { Form } from '../../components/form'
import { Notice } from '../../components/notice'
import { Row, Rows } from '../../components/rows'
import { StatusTag } from '../../components/status-tag'
import { Time } from '../../components/time'
import { sessionName } from '../session-list'
import { connect } from './actions'
import { ConnectAccount, UseServerKey } from './connect-account'
import { stopMending } from './mending-actions'
import { ToTick } from './to-tick'

/** Whether Touchline may mend settings of a connected account, and what it changed. */
export function MendingCard({
  slug = paths.ownSlug,
  mending,
  now,
}: {
  slug?: string
  mending: Mending
  now: Date
}) {
  const { connectionId, consentedAt, missing, runs, mends } = mending
  const isOwn = slug === paths.ownSlug
  return (
    <Card as="section">
      <h2>
        {isOwn ? 'Let Touchline mend settings for you' : 'Let Touchline mend in this account'}
      </h2>
      <Said isOwn={isOwn} consentedAt={consentedAt} now={now} />
      {consentedAt && missing.length > 0 ? (
        isOwn ? (
          <AskZoom missing={missing} />
        ) : (
          <AskAdministrator slug={slug} mending={mending} />
        )
      ) : null}
      {mends.length + runs.length === 0 ? null : (
        <>
          <h3>What was changed from here</h3>
          <Rows label="What was changed from here">
            {runs.map((run) => (
              <RunRow key={run.runId} slug={slug} run={run} now={now} />
            ))}
            {mends.map((mend) => (
              <MendRow key={mend.mendId} slug={slug} mend={mend} now={now} />
            ))}
          </Rows>
        </>
      )}
      <CardFoot>
        {consentedAt ? (
          <Form action={stopMending}>
            <input type="hidden" name="organisation" value={slug} />
            <input type="hidden" name="connectionId" value={connectionId} />
            <Button look="plain">{isOwn ? 'Stop mending for me' : 'Stop mending from here'}</Button>
          </Form>
        ) : (
          <ButtonLink href={paths.zoomMending(connectionId, undefined, slug)} look="plain">
            What it means, and say yes
          </ButtonLink>
        )}
      </CardFoot>
    </Card>
  )
}

/** Who said yes, and when; or what it would be. */
function Said({
  isOwn,
  consentedAt,
  now,
}: { isOwn: boolean; now: Date } & Pick<Mending, 'consentedAt'>) {
  return consentedAt ? (
    <p>
      {isOwn ? 'You said yes' : 'The club said yes'} <Time at={consentedAt} now={now} as="when" />.
      We change only what {isOwn ? 'you confirm' : 'one of you confirms'}, each time, and read it
      back.
    </p>
  ) : (
    <p>
      {isOwn
        ? 'If you like, Touchline can change a setting in Zoom for you: only what you confirm, each time. You can stop it at any time, and your checks go on without it.'
        : 'If you like, you can mend settings and sessions of your coaches from here: only what a welfare officer or administrator confirms, each time. Any of you can stop it, and the checks go on without it.'}
    </p>
  )
}

/** The person has said yes, and Zoom has not been told: without that, nothing can be changed. */
function AskZoom({ missing }: Pick<Mending, 'missing'>) {
  return (
    <Notice tone="warning" title="One more step: Zoom has to let us">
      <ToTick scopes={missing} />
      <Form action={connect}>
        <Button>Go to Zoom</Button>
      </Form>
    </Notice>
  )
}

/** The same for a club's account: an administrator of it says so at Zoom. */
function AskAdministrator({ slug, mending }: { slug: string; mending: Mending }) {
  return (
    <Notice tone="warning" title="One more step: Zoom has to let us">
      <ToTick scopes={mending.missing} />
      {mending.app === 'server' ? (
        <>
          <p>
            This account is read with this installation’s own key: add these to it at Zoom, as{' '}
            {mending.missing.map(({ scope }) => scope).join(' and ')}. Then connect once more.
          </p>
          <UseServerKey slug={slug} />
        </>
      ) : (
        <>
          <p>Only an administrator of the club’s Zoom account can do that, signed in here.</p>
          <ConnectAccount slug={slug} again />
        </>
      )}
    </Notice>
  )
}

function RunRow({
  slug,
  run: { runId, mends, undoes, confirmedAt },
  now,
}: {
  slug: string
  run: SeenRun
  now: Date
}) {
  return (
    <Row
      title={runHeadline(mends, undoes !== null)}
      href={paths.mendRun(runId, slug)}
      detail={
        <>
          Several sessions at once, <Time at={confirmedAt} now={now} as="when" />
        </>
      }
      roomy
    >
      {runProgress(mends).cameTo.map(({ status, tag, say, sessions }) => (
        <StatusTag key={`${tag} ${say}`} status={status}>{`${sessions}: ${tag}`}</StatusTag>
      ))}
    </Row>
  )
}

function MendRow({ slug, mend, now }: { slug: string; mend: SeenMend; now: Date }) {
  const { status, tag } = mendWords(mend)
  const names = mend.changes.map(({ name, to }) => `${name}: ${to}`).join(', ')
  const settings = mend.coachName ? `Settings of ${mend.coachName}` : 'Your settings'
  const where = mend.subjectKind === 'user' ? settings : `“${sessionName(mend.topic)}”`
  return (
    <Row
      title={names}
      href={paths.mend(mend.mendId, slug)}
      detail={
        <>
          {where}, <Time at={mend.confirmedAt} now={now} as="when" />
        </>
      }
      roomy
    >
      <StatusTag status={status}>{tag}</StatusTag>
    </Row>
  )
}
