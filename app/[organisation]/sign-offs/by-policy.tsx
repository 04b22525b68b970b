import * as paths from '#lib/core/paths'
import type { Face } from '#lib/core/status'
import type { SignOffCounts } from '#lib/sign-offs/sign-offs-by-policy'
import { Row, Rows } from '../../components/rows'
import { StatusTag } from '../../components/status-tag'
import { Time } from '../../components/time'

/** Each thing that the club asks for, with how many have agreed. */
export function ByPolicy({
  slug,
  counts,
  chosen,
  now,
}: {
  slug: string
  counts: readonly SignOffCounts[]
  chosen: string | undefined
  now: Date
}) {
  return (
    <section aria-labelledby="what" className="grid gap-3">
      <h2 id="what">What you ask for</h2>
      <Rows>
        {counts.map((each) => (
          <Row
            key={`${each.policyId} ${each.words}`}
            title={each.title}
            detail={<Known each={each} now={now} />}
            {...(each.policyId
              ? { href: paths.signOffs(slug, { policy: each.policyId, show: 'all' }) }
              : {})}
            roomy
          >
            <StatusTag status={faceOf(each)}>{wordsOf(each)}</StatusTag>
          </Row>
        ))}
      </Rows>
      {chosen ? <a href={paths.signOffs(slug)}>Show all of them</a> : null}
    </section>
  )
}

/** How many have signed, since when that is known, and which rules stand on it. */
function Known({
  each: { agreed, asked, newestAt, rules },
  now,
}: {
  each: SignOffCounts
  now: Date
}) {
  return (
    <>
      Signed by {agreed} of {asked}
      {newestAt ? (
        <>
          , the last on <Time at={newestAt} now={now} as="date" />
        </>
      ) : null}
      .{' '}
      {rules.length === 0
        ? ''
        : `It answers ${rules.length === 1 ? 'rule' : 'rules'} ${rules.join(', ')}.`}
    </>
  )
}

const faceOf = ({ overdue, declined, asked, agreed }: SignOffCounts): Face => {
  if (overdue > 0) return 'out_of_date'
  if (declined > 0) return 'not_met'
  return asked === agreed ? 'met' : 'due_soon'
}

const wordsOf = ({ overdue, declined, asked, agreed }: SignOffCounts): string => {
  if (overdue > 0) return `${overdue} overdue`
  if (declined > 0) return `${declined} said no`
  return asked === agreed ? 'All agreed' : `${asked - agreed} to come`
}
