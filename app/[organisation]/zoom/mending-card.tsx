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
import { stopMending } from './mending-actions'
import { ToTick } from './to-tick'

/** Whether Touchline may mend settings of a connected account, and what it changed. */
export function MendingCard({ mending, now }: { mending: Mending; now: Date }) {
  const { connectionId, consentedAt, missing, runs, mends } = mending
  return (
    <Card as="section">
      <h2>Let Touchline mend settings for you</h2>
      {consentedAt ? (
        <p>
          You said yes <Time at={consentedAt} now={now} as="when" />. We change only what you
          confirm, each time, and read it back.
        </p>
      ) : (
        <p>
          If you like, Touchline can change a setting in Zoom for you: only what you confirm, each
          time. You can stop it at any time, and your checks go on without it.
        </p>
      )}
      {consentedAt && missing.length > 0 ? <AskZoom missing={missing} /> : null}
      {mends.length + runs.length === 0 ? null : (
        <>
          <h3>What was changed from here</h3>
          <Rows label="What was changed from here">
            {runs.map((run) => (
              <RunRow key={run.runId} run={run} now={now} />
            ))}
            {mends.map((mend) => (
              <MendRow key={mend.mendId} mend={mend} now={now} />
            ))}
          </Rows>
        </>
      )}
      <CardFoot>
        {consentedAt ? (
          <Form action={stopMending}>
            <input type="hidden" name="connectionId" value={connectionId} />
            <Button look="plain">Stop mending for me</Button>
          </Form>
        ) : (
          <ButtonLink href={paths.zoomMending(connectionId)} look="plain">
            What it means, and say yes
          </ButtonLink>
        )}
      </CardFoot>
    </Card>
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

function RunRow({ run: { runId, mends, undoes, confirmedAt }, now }: { run: SeenRun; now: Date }) {
  return (
    <Row
      title={runHeadline(mends, undoes !== null)}
      href={paths.mendRun(runId)}
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

function MendRow({ mend, now }: { mend: SeenMend; now: Date }) {
  const { status, tag } = mendWords(mend)
  const names = mend.changes.map(({ name, to }) => `${name}: ${to}`).join(', ')
  const where = mend.subjectKind === 'user' ? 'Your settings' : `“${sessionName(mend.topic)}”`
  return (
    <Row
      title={names}
      href={paths.mend(mend.mendId)}
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
