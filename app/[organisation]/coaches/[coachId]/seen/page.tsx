import type { Metadata } from 'next'
import * as paths from '#lib/core/paths'
import { listViews } from '#lib/register/list-views'
import { BackLink } from '../../../../components/back-link'
import { EmptyState } from '../../../../components/empty-state'
import { Row, Rows } from '../../../../components/rows'
import { Time } from '../../../../components/time'
import { orNotFound } from '../../../../edge/or-not-found'
import { pageContext } from '../../../../edge/page-context'

export const metadata: Metadata = { title: 'Who saw the record check' }

/** Who has seen more of somebody's record check than that it is there. */
export default async function SeenPage({
  params,
}: PageProps<'/[organisation]/coaches/[coachId]/seen'>) {
  const { organisation: slug, coachId } = await params
  const ctx = await pageContext(slug, paths.coachSeen(slug, coachId))
  const { name, views } = await orNotFound(listViews(ctx, { coachId }))
  return (
    <>
      <BackLink href={paths.coach(slug, coachId)}>Back to {name}</BackLink>
      <h1>Who saw the record check</h1>
      <p>Each time that anybody but {name} is shown its kind, its level or its days.</p>
      {views.length === 0 ? (
        <EmptyState title="Nobody has">Each time will be here.</EmptyState>
      ) : (
        <Rows label="Who saw it, the last first">
          {views.map(({ by, at, withReference }, index) => (
            <Row
              key={`${at.toISOString()} ${index}`}
              title={by}
              detail={withReference ? 'To verify it, with its number' : undefined}
            >
              <Time at={at} now={ctx.now} as="when" />
            </Row>
          ))}
        </Rows>
      )}
    </>
  )
}
