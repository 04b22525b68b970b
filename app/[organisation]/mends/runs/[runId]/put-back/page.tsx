import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { counted } from '#lib/core/dates'
import { backwards } from '#lib/core/mends/plan-mend'
import { groupChanges } from '#lib/core/mends/run'
import * as paths from '#lib/core/paths'
import { getRun } from '#lib/mends/get-run'
import { Confirm } from '../../../../../components/confirm'
import { orNotFound } from '../../../../../edge/or-not-found'
import { pageContext } from '../../../../../edge/page-context'
import { undoAll } from '../../../actions'
import { EverySession, GroupedChanges } from '../../../grouped-changes'

export const metadata: Metadata = { title: 'Put it all back' }

/** Exactly what would be put back in all sessions of a run, to say yes or no to. */
export default async function PutBackRunPage({
  params,
}: PageProps<'/[organisation]/mends/runs/[runId]/put-back'>) {
  const { organisation: slug, runId } = await params
  const ctx = await pageContext(slug, paths.mendRunPutBack(runId, slug))
  const run = await orNotFound(getRun(ctx, { runId }))
  const still = run.mends
    .filter(({ putBackUntil }) => putBackUntil !== null)
    .map((mend) => ({
      ...{ meetingId: mend.subjectId, topic: mend.topic },
      startsAt: mend.occurrenceAt ?? mend.startsAt,
      isOneTime: mend.occurrenceAt !== null,
      coachName: mend.coachName,
      changes: mend.changes.map(backwards),
    }))
  if (still.length === 0) notFound()
  return (
    <Confirm
      title={`Put ${counted(still.length, 'session')} back in Zoom?`}
      action={undoAll}
      verb="Put it all back"
      cancel={paths.mendRun(runId, slug)}
      hidden={{ organisation: slug, runId }}
    >
      <p>
        They will be as they were before you let us change them, and we read them back. What was
        wrong then will be wrong again, and {slug === paths.ownSlug ? 'your club' : 'everybody'}{' '}
        will see that.
      </p>
      <GroupedChanges groups={groupChanges(still)} />
      <EverySession sessions={still} now={ctx.now} />
    </Confirm>
  )
}
