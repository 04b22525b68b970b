import { getClubAsOf, type PastClub as Past } from '#lib/as-of/get-club-as-of'
import type { Context } from '#lib/context'
import { typedDay } from '#lib/core/as-of-day'
import { clubHeadline, coachTotal } from '#lib/core/club-headline'
import { counted } from '#lib/core/dates'
import * as paths from '#lib/core/paths'
import { EmptyState } from '../../components/empty-state'
import { Stack, Two } from '../../components/page-layout'
import { Proof } from '../../components/proof'
import { Row, Rows } from '../../components/rows'
import { StatusTag } from '../../components/status-tag'
import { orNotFound } from '../../edge/or-not-found'
import { PastFindings } from './past-findings'

/** How a club stood at a moment: its coaches, and what was open. */
export async function PastClub({ ctx, at }: { ctx: Context; at: Date }) {
  const past = await orNotFound(getClubAsOf(ctx, { at }))
  const { slug } = ctx.organisation
  if (past.joinedAt === null) {
    return (
      <EmptyState title="The club was not here yet">
        On that day it had not joined. Choose a later day.
      </EmptyState>
    )
  }
  if (coachTotal(past.counts) === 0) {
    return (
      <EmptyState title="Nobody was on the list of coaches yet">
        On that day the club had joined, and had added no coach. Choose a later day.
      </EmptyState>
    )
  }
  return (
    <Two>
      <Stack as="section" label="The coaches">
        <h2>{counted(past.coaches.length, 'coach', 'coaches')}</h2>
        <Rows label="Coaches, the most urgent first">
          {past.coaches.map(({ coachId, name, status, facts }) => (
            <Row
              key={coachId}
              roomy
              href={paths.coachAsOf(slug, coachId, typedDay(at))}
              title={name}
              detail={<Proof at={facts.connection.lastCompleteAt} now={at} as="date_time" />}
            >
              <StatusTag status={status.face}>{status.words}</StatusTag>
            </Row>
          ))}
        </Rows>
      </Stack>
      <Stack as="aside" label="What was open">
        <h2>{headline(past)}</h2>
        <PastFindings slug={slug} causes={past.open} at={at} />
        {past.openInAll > past.open.length ? (
          <p>
            These are the first {past.open.length} of {past.openInAll}.
          </p>
        ) : null}
      </Stack>
    </Two>
  )
}

/** The same words as on the day itself, of what has a coach or a finding of the club's own to it. */
function headline({ openInAll, counts }: Past): string {
  if (openInAll > 0) return `${counted(openInAll, 'thing')} to mend or to think about`
  return clubHeadline(0, counts)
}
