import * as paths from '#lib/core/paths'
import { signOffFaces } from '#lib/core/sign-offs/words'
import type { ListedSignOff } from '#lib/sign-offs/list-sign-offs'
import { Row, Rows } from '../../components/rows'
import { StatusTag } from '../../components/status-tag'
import { Time } from '../../components/time'

/** People with what they are asked, how it stands and since when. */
export function SignOffRows({
  slug,
  items,
  now,
}: {
  slug: string
  items: readonly ListedSignOff[]
  now: Date
}) {
  if (items.length === 0) return null
  return (
    <Rows>
      {items.map((each) => (
        <Row
          key={each.requestId}
          title={each.coachName}
          href={paths.signOffOf(slug, each.requestId)}
          detail={<Since each={each} now={now} />}
          roomy
        >
          {each.hasQuestion ? <StatusTag status="due_soon">Has a question</StatusTag> : null}
          <StatusTag status={signOffFaces[each.state].face}>
            {signOffFaces[each.state].word}
          </StatusTag>
        </Row>
      ))}
    </Rows>
  )
}

function Since({ each, now }: { each: ListedSignOff; now: Date }) {
  const { title, version, state, since, dueAt, endedAt, chasedAt } = each
  return (
    <>
      {title}
      {version === null ? '' : `, version ${version}`}.{' '}
      {endedAt && (state === 'acknowledged' || state === 'declined') ? (
        <>
          On <Time at={endedAt} now={now} as="date" />.
        </>
      ) : (
        <>
          Asked on <Time at={since} now={now} as="date" />, due by{' '}
          <Time at={dueAt} now={now} as="date" />.
        </>
      )}
      {chasedAt && state !== 'acknowledged' ? (
        <>
          {' '}
          Reminded <Time at={chasedAt} now={now} as="relative" />.
        </>
      ) : null}
    </>
  )
}
