import { failureWords } from '#lib/core/notices/kind-words'
import * as paths from '#lib/core/paths'
import type { Told } from '#lib/notices/list-told'
import { Row, Rows } from '../../components/rows'
import { Time } from '../../components/time'
import { Tag } from './tag'

/** Whom Touchline told what, for those who look after a club or body: no words of any mail. */
export function ToldList({
  slug,
  items,
  now,
}: {
  slug: string
  items: readonly Told[]
  now: Date
}) {
  return (
    <Rows label="E-mails, the newest first">
      {items.map((each) => (
        <Row
          key={each.noticeId}
          title={each.title}
          detail={
            <>
              To {each.name}
              {each.about ? (
                <>
                  , about <a href={paths.coach(slug, each.about.coachId)}>{each.about.name}</a>
                </>
              ) : null}
              . <Became told={each} now={now} />
            </>
          }
        >
          <Tag state={each.state} />
        </Row>
      ))}
    </Rows>
  )
}

function Became({ told, now }: { told: Told; now: Date }) {
  const { state, createdAt, settledAt, sendAfter, failure } = told
  const at = <Time at={settledAt ?? createdAt} now={now} />
  if (state === 'sent') return <>Sent {at}.</>
  if (state === 'not_needed') return <>Not sent: by {at} it was no longer needed.</>
  if (state === 'failed') return <>{failureWords[failure ?? ''] ?? 'Could not be delivered.'}</>
  if (sendAfter <= now) return <>Being sent.</>
  return (
    <>
      To be sent <Time at={sendAfter} now={now} />.
    </>
  )
}
