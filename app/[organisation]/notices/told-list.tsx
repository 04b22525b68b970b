import { failureWords } from '#lib/core/notices/kind-words'
import * as paths from '#lib/core/paths'
import type { Told } from '#lib/notices/list-told'
import { Row, Rows } from '../../components/rows'
import { Became } from './became'
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
              . Came up <Time at={each.createdAt} now={now} as="when" />.{' '}
              <Became
                of={each}
                failed={failureWords[each.failure ?? ''] ?? 'Could not be delivered.'}
                now={now}
              />
            </>
          }
        >
          <Tag state={each.state} />
        </Row>
      ))}
    </Rows>
  )
}
