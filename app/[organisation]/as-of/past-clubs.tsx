import { listClubsAsOf } from '#lib/as-of/list-clubs-as-of'
import type { Context } from '#lib/context'
import { typedDay } from '#lib/core/as-of-day'
import { clubsBeneath, clubsHeadline, clubTotal } from '#lib/core/clubs-headline'
import * as paths from '#lib/core/paths'
import { Card } from '../../components/card'
import { EmptyState } from '../../components/empty-state'
import { Pagination } from '../../components/pagination'
import { Proof } from '../../components/proof'
import { Row, Rows } from '../../components/rows'
import { StatusTag } from '../../components/status-tag'
import { askedText, type Search } from '../../edge/asked-text'
import { orNotFound } from '../../edge/or-not-found'

/** How the clubs under a body or region stood at a moment, the worst first. */
export async function PastClubs({ ctx, at, search }: { ctx: Context; at: Date; search: Search }) {
  const after = askedText(search, 'after')
  const before = askedText(search, 'before')
  const list = await orNotFound(listClubsAsOf(ctx, { at, after, before }))
  const { slug } = ctx.organisation
  if (clubTotal(list.counts) === 0) {
    return (
      <EmptyState title="There were no clubs yet">
        We had heard of none by that day. Choose a later day.
      </EmptyState>
    )
  }
  const pageAt = (from: Record<string, string>) => paths.asOf(slug, { ...typedDay(at), ...from })
  return (
    <>
      <Card as="section">
        <h2>{clubsHeadline(list.counts, at)}</h2>
        <p>{clubsBeneath(list.counts).join(' ')}</p>
      </Card>
      <Rows label="Clubs, the worst first">
        {list.clubs.map(({ clubId, name, status, lastCheckedAt }) => (
          <Row
            key={clubId}
            roomy
            href={paths.club(slug, clubId)}
            title={name}
            detail={<Proof at={lastCheckedAt} now={at} as="date_time" />}
          >
            <StatusTag status={status.face}>{status.words}</StatusTag>
          </Row>
        ))}
      </Rows>
      <Pagination
        label="Pages of clubs"
        previous={list.previous && pageAt({ before: list.previous })}
        next={list.next && pageAt({ after: list.next })}
      />
    </>
  )
}
