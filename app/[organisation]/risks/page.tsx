import type { Metadata } from 'next'
import { listExemptionRequests } from '#lib/exemptions/list-exemption-requests'
import { listRequests, type AcceptanceRequest } from '#lib/acceptances/list-requests'
import { counted } from '#lib/core/dates'
import * as paths from '#lib/core/paths'
import { Card } from '../../components/card'
import { EmptyState } from '../../components/empty-state'
import { Fact, Facts } from '../../components/facts'
import { StatusTag } from '../../components/status-tag'
import { Time } from '../../components/time'
import { orNotFound } from '../../edge/or-not-found'
import { pageContext } from '../../edge/page-context'
import { DecideRisk } from '../decide-risk'
import { Done } from '../done'
import { answer } from './actions'
import { ExemptionRequests } from './exemption-requests'

export const metadata: Metadata = { title: 'Risks that clubs ask you to accept' }

/** What clubs with nobody else to decide ask a region or body to accept. */
export default async function RisksPage({
  params,
  searchParams,
}: PageProps<'/[organisation]/risks'>) {
  const { organisation: slug } = await params
  const { done, request: chosen } = await searchParams
  const ctx = await pageContext(slug, paths.acceptanceRequests(slug))
  const { waiting, decided } = await orNotFound(listRequests(ctx, {}))
  const exempt = await listExemptionRequests(ctx, {})
  return (
    <>
      <h1>{titleOf(waiting.length, exempt.waiting.length)}</h1>
      <Done done={done} />
      <p>
        It takes two people to accept a risk. Where a club has one officer only, the second is you.
      </p>
      {waiting.length === 0 && exempt.waiting.length === 0 ? (
        <EmptyState title="Nobody is waiting for you">
          Risks that clubs ask you to accept will be here, for you to say yes or no.
        </EmptyState>
      ) : (
        inOrder(waiting, chosen).map((request, index) => (
          <Waiting
            key={request.id}
            slug={slug}
            request={request}
            now={ctx.now}
            open={index === 0}
          />
        ))
      )}
      <ExemptionRequests slug={slug} {...exempt} now={ctx.now} />
      <Decided requests={decided} now={ctx.now} />
    </>
  )
}

/** What there is to decide: risks alone by their name, and whatever clubs say does not apply. */
function titleOf(risks: number, exemptions: number): string {
  if (exemptions > 0) return `${counted(risks + exemptions, 'thing')} for you to decide on`
  if (risks > 0) return `${counted(risks, 'risk')} for you to decide on`
  return 'No club asks you to accept a risk'
}

/** A moment when a day is over, by that day. */
const LastDay = ({ until, now }: { until: Date; now: Date }) => (
  <Time at={new Date(until.getTime() - 1)} now={now} as="date" />
)

/** The one that was chosen first, to be decided on; one form at a time. */
const inOrder = (waiting: readonly AcceptanceRequest[], chosen: unknown) => [
  ...waiting.filter(({ id }) => id === chosen),
  ...waiting.filter(({ id }) => id !== chosen),
]

type Props = { slug: string; request: AcceptanceRequest; now: Date }

function Waiting({ slug, request, now, open }: Props & { open: boolean }) {
  const { clubName, headline, level, control, since, requestedByName, requestedAt } = request
  return (
    <Card>
      <h2 className="wrap-anywhere">{clubName}</h2>
      <p>
        <b>{headline}.</b> Your rules say {level} (rule {control}). Not met since{' '}
        <Time at={since} now={now} as="day" />.
      </p>
      <p>
        {requestedByName} asked <Time at={requestedAt} now={now} as="when" /> to accept it until{' '}
        <LastDay until={request.until} now={now} />: “
        <span className="wrap-anywhere">{request.reason}</span>”
      </p>
      {open ? (
        <DecideRisk action={answer.bind(null, slug, request.id)} />
      ) : (
        <a
          href={paths.acceptanceRequests(slug, undefined, request.id)}
          className="inline-block py-3"
        >
          Decide for {clubName}
        </a>
      )}
    </Card>
  )
}

const words = {
  requested: 'Waiting',
  approved: 'Accepted',
  refused: 'Not accepted',
  withdrawn: 'Taken back by the club',
  ended: 'Ended',
} as const satisfies Record<AcceptanceRequest['state'], string>

function Decided({ requests, now }: { requests: readonly AcceptanceRequest[]; now: Date }) {
  if (requests.length === 0) return null
  return (
    <section className="grid gap-3" aria-labelledby="decided">
      <h2 id="decided">Decided before</h2>
      <Facts>
        {requests.map((request) => (
          <Fact key={request.id} name={`${request.clubName}: ${request.headline}`}>
            {request.state === 'approved' && request.until > now ? (
              <StatusTag status="accepted">
                Accepted until <LastDay until={request.until} now={now} />
              </StatusTag>
            ) : (
              words[request.state]
            )}
          </Fact>
        ))}
      </Facts>
    </section>
  )
}
