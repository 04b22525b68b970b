import type { AcceptanceOfFinding, ShownAcceptance } from '#lib/acceptances/acceptance-of-finding'
import { endWords } from '#lib/core/acceptances/end-words'
import * as paths from '#lib/core/paths'
import { Button, ButtonLink } from '../../../components/button'
import { Card } from '../../../components/card'
import { Form } from '../../../components/form'
import { StatusTag } from '../../../components/status-tag'
import { Time } from '../../../components/time'
import { DecideRisk } from '../../decide-risk'
import { decide, withdraw } from './acceptance-actions'

type Props = { slug: string; findingId: string; risk: AcceptanceOfFinding; now: Date }

/** What was asked about accepting the risk, what came of it, and what the reader may do now. */
export function Risk({ slug, findingId, risk, now }: Props) {
  const { newest } = risk
  if (!newest && !risk.ask) return null
  return (
    <Card as="section">
      <h2>{newest ? titles[newest.state] : 'Cannot be mended yet?'}</h2>
      {newest ? <Asked acceptance={newest} now={now} /> : null}
      <NextStep slug={slug} findingId={findingId} risk={risk} />
    </Card>
  )
}

const titles = {
  requested: 'Somebody asks to accept this risk',
  approved: 'This risk is accepted',
  refused: 'This risk is not accepted',
  withdrawn: 'This risk is not accepted any more',
  ended: 'This risk is not accepted any more',
} as const satisfies Record<ShownAcceptance['state'], string>

/** A moment when a day is over, by that day. */
const LastDay = ({ until, now }: { until: Date; now: Date }) => (
  <Time at={new Date(until.getTime() - 1)} now={now} as="date" />
)

function Asked({ acceptance, now }: { acceptance: ShownAcceptance; now: Date }) {
  const { state, until, requestedByName, requestedAt, reason, decidedAt } = acceptance
  return (
    <>
      {state === 'approved' ? (
        <StatusTag status="accepted">
          Accepted by {acceptance.decidedByName}, until <LastDay until={until} now={now} />
        </StatusTag>
      ) : null}
      <p>
        {requestedByName} asked <Time at={requestedAt} now={now} as="when" /> to accept it until{' '}
        <LastDay until={until} now={now} />: “<span className="wrap-anywhere">{reason}</span>”
      </p>
      {decidedAt ? (
        <p>
          {acceptance.decidedByName} said {state === 'refused' ? 'no' : 'yes'}{' '}
          <Time at={decidedAt} now={now} as="when" />: “
          <span className="wrap-anywhere">{acceptance.decisionWhy}</span>”
        </p>
      ) : null}
      {state === 'ended' && acceptance.endReason && acceptance.endedAt ? (
        <p>
          It ended <Time at={acceptance.endedAt} now={now} as="when" />.{' '}
          {endWords(acceptance.endReason)}
        </p>
      ) : null}
      {state === 'withdrawn' ? <p>It was taken back.</p> : null}
      {state === 'approved' ? (
        <p className="text-ink-soft">
          It is still not met, and we go on looking. The risk is accepted until that day is over,
          and then it counts again.
        </p>
      ) : null}
    </>
  )
}

function NextStep({ slug, findingId, risk }: Omit<Props, 'now'>) {
  const { newest, ask: may } = risk
  const ids = { findingId, acceptanceId: newest?.acceptanceId ?? '' }
  return (
    <>
      {newest?.state === 'requested' ? <WhoDecides risk={risk} newest={newest} /> : null}
      {risk.decide === 'may' ? <DecideRisk action={decide.bind(null, slug, ids)} /> : null}
      {risk.mayWithdraw && risk.decide !== 'may' ? (
        <Form action={withdraw.bind(null, slug, ids)} className="grid w-full gap-3">
          <Button look="plain" full>
            {newest?.state === 'approved' ? 'Accept it no longer' : 'Take the request back'}
          </Button>
        </Form>
      ) : null}
      {may ? (
        <ButtonLink look="plain" full href={paths.acceptRisk(slug, findingId)}>
          {newest ? 'Ask again' : 'Ask to accept the risk'}
        </ButtonLink>
      ) : null}
      {may && newest === null ? (
        <p className="text-small text-ink-soft">
          The rules allow it here, for a while: two people have to agree, and say why.
        </p>
      ) : null}
    </>
  )
}

function WhoDecides({ risk, newest }: { risk: AcceptanceOfFinding; newest: ShownAcceptance }) {
  if (risk.decide === 'may') return null
  if (newest.aboveName !== null) {
    return <p>Nobody else at your club can decide, so {newest.aboveName} does.</p>
  }
  if (risk.decide === 'own') return <p>You asked, so another officer has to decide.</p>
  if (risk.decide === 'concerned') {
    return <p>It is about your own account, or one with your e-mail address. Ask another person.</p>
  }
  return <p>An officer of the club decides.</p>
}
