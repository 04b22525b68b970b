import type { ExemptionRequest } from '#lib/exemptions/list-exemption-requests'
import { Button } from '../../components/button'
import { Card, CardFoot } from '../../components/card'
import { Fact, Facts } from '../../components/facts'
import { Form } from '../../components/form'
import { Time } from '../../components/time'
import { answerExemption } from './actions'

type Props = { slug: string; now: Date }

/** Where clubs with nobody else to agree say that some rules do not apply: to decide, and decided. */
export function ExemptionRequests({
  slug,
  waiting,
  decided,
  now,
}: Props & { waiting: readonly ExemptionRequest[]; decided: readonly ExemptionRequest[] }) {
  return (
    <>
      {waiting.length === 0 ? null : (
        <section className="grid gap-3" aria-labelledby="exempt">
          <h2 id="exempt">Clubs that say some rules do not apply to them</h2>
          <p>Your rules name where they need not hold. All of them hold there until you agree.</p>
          {waiting.map((request) => (
            <Waiting key={request.id} {...{ slug, request, now }} />
          ))}
        </section>
      )}
      <Decided requests={decided} />
    </>
  )
}

function Waiting({ slug, request, now }: Props & { request: ExemptionRequest }) {
  const { clubName, category, subjectKind, saidByName, saidAt, reason, lapsesAt } = request
  return (
    <Card>
      <h3 className="wrap-anywhere">{clubName}</h3>
      <p>
        {saidByName} said <Time at={saidAt} now={now} as="when" /> that{' '}
        {subjectKind === 'club' ? 'the whole club' : 'one session'} belongs to “{category}”: “
        <span className="wrap-anywhere">{reason}</span>”
      </p>
      <p>
        If you agree, what your rules leave out there does not apply until{' '}
        <Time at={lapsesAt} now={now} as="date" />.
      </p>
      <Form action={answerExemption.bind(null, slug, request.id)} className="grid w-full gap-4">
        <CardFoot>
          <Button name="decision" value="confirmed">
            Yes, it is so
          </Button>
          <Button name="decision" value="refused" look="plain">
            No, it is not
          </Button>
        </CardFoot>
      </Form>
    </Card>
  )
}

const words = {
  waiting: 'Waiting',
  in_force: 'You agreed',
  refused: 'Not agreed to',
  withdrawn: 'Taken back by the club',
  lapsed: 'Lapsed',
} as const satisfies Record<ExemptionRequest['state'], string>

function Decided({ requests }: { requests: readonly ExemptionRequest[] }) {
  if (requests.length === 0) return null
  return (
    <section className="grid gap-3" aria-labelledby="exempt-decided">
      <h2 id="exempt-decided">Decided before, where rules do not apply</h2>
      <Facts>
        {requests.map((request) => (
          <Fact key={request.id} name={`${request.clubName}: ${request.category}`}>
            {words[request.state]}
            {request.decidedByName ? `, ${request.decidedByName}` : ''}
          </Fact>
        ))}
      </Facts>
    </section>
  )
}
