import type { SignOffOf } from '#lib/sign-offs/get-sign-off-of'
import { Row, Rows } from '../../../../components/rows'
import { Time } from '../../../../components/time'

type Event = SignOffOf['history'][number]['event']

const words: Readonly<Record<Event, string>> = {
  asked: 'Asked',
  sent: 'Put on their page',
  opened: 'Opened',
  acknowledged: 'Agreed',
  declined: 'Said no',
  question: 'Asked a question',
  answered: 'Question answered',
  chased: 'Reminded',
  superseded: 'A newer version took its place',
  withdrawn: 'Not asked any more',
}

/** All that happened to a request, the newest first. */
export function SignOffHistory({ history, now }: { history: SignOffOf['history']; now: Date }) {
  return (
    <section aria-labelledby="history" className="grid gap-3">
      <h2 id="history">What happened</h2>
      <Rows>
        {history.toReversed().map(({ event, by, text, at }) => (
          <Row
            key={`${event} ${at.toISOString()}`}
            title={words[event]}
            detail={
              <>
                {by ? `By ${by}` : 'By itself'}
                {text ? <q className="mt-1 block wrap-anywhere">{text}</q> : null}
              </>
            }
          >
            <Time at={at} now={now} as="date_time" />
          </Row>
        ))}
      </Rows>
    </section>
  )
}
