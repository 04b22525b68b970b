import type { Metadata } from 'next'
import { actorUserId, type Context } from '#lib/context'
import { counted } from '#lib/core/dates'
import { groupChanges, runHeadline, runProgress } from '#lib/core/mends/run'
import { mendWords } from '#lib/core/mends/words'
import * as paths from '#lib/core/paths'
import { namesOfUsers } from '#lib/memberships/names-of-users'
import { getRun, type SeenRun } from '#lib/mends/get-run'
import type { SeenMend } from '#lib/mends/mend-seen'
import { BackLink } from '../../../../components/back-link'
import { ButtonLink } from '../../../../components/button'
import { Card } from '../../../../components/card'
import { Live } from '../../../../components/live'
import { Stack, Two } from '../../../../components/page-layout'
import { Progress } from '../../../../components/progress'
import { Row, Rows } from '../../../../components/rows'
import { StatusTag } from '../../../../components/status-tag'
import { Time } from '../../../../components/time'
import { orNotFound } from '../../../../edge/or-not-found'
import { pageContext } from '../../../../edge/page-context'
import { sessionName } from '../../../session-list'
import { GroupedChanges } from '../../grouped-changes'
import { WhatToDoAtZoom } from '../../what-to-do-at-zoom'

export const metadata: Metadata = { title: 'Changes in several sessions' }

/** Changes of several sessions at once: how far they are, what each came to, and the way back. */
export default async function MendRunPage({
  params,
}: PageProps<'/[organisation]/mends/runs/[runId]'>) {
  const { organisation: slug, runId } = await params
  const ctx = await pageContext(slug, paths.mendRun(runId, slug))
  const run = await orNotFound(getRun(ctx, { runId }))
  const { underWay, total, done } = runProgress(run.mends)
  const title = runHeadline(run.mends, run.undoes !== null)
  return (
    <>
      <BackLink href={slug === paths.ownSlug ? paths.me() : paths.findings(slug)}>
        {slug === paths.ownSlug ? 'Back to what there is to do' : 'Back to what there is to mend'}
      </BackLink>
      <h1>{title}</h1>
      <output className="sr-only">{title}</output>
      {underWay ? (
        <>
          <Progress
            label={run.endedAt ? 'Reading back from Zoom' : 'Changing one after the other'}
            done={done}
            total={total}
            lookAgain={paths.mendRun(runId, slug)}
          >
            You can leave this page. It goes on without you. Only what we read back counts.
          </Progress>
          <Live every_ms={2000} />
        </>
      ) : null}
      <Two>
        <Stack as="section" label="What came of it">
          <CameTo slug={slug} run={run} />
          <Sessions slug={slug} mends={run.mends} now={ctx.now} />
        </Stack>
        <Stack as="aside" label="What you can do, and what was to change">
          <NotKept mends={run.mends} />
          {run.putBackUntil && !underWay ? <PutBack slug={slug} run={run} now={ctx.now} /> : null}
          <Card as="section">
            <h2>{run.undoes ? 'What was to be put back' : 'What was to change'}</h2>
            <GroupedChanges groups={groupChanges(run.mends)} />
            <p>
              {await whoSaid(ctx, run)} said yes{' '}
              <Time at={run.confirmedAt} now={ctx.now} as="when" />.
            </p>
          </Card>
        </Stack>
      </Two>
    </>
  )
}

/** In a club any of its officers may look at what another one confirmed. */
async function whoSaid(ctx: Context, { confirmedBy }: SeenRun): Promise<string> {
  if (actorUserId(ctx) === confirmedBy) return 'You'
  return (await namesOfUsers([confirmedBy])).get(confirmedBy)?.name ?? 'Somebody'
}

function CameTo({ slug, run: { mends, leftOver } }: { slug: string; run: SeenRun }) {
  const { cameTo } = runProgress(mends)
  return (
    <Card as="section">
      <h2>What came of it</h2>
      <ul className="grid gap-3">
        {cameTo.map(({ status, tag, say, sessions }) => (
          <li key={`${tag} ${say}`} className="grid gap-1">
            <StatusTag status={status}>{`${counted(sessions, 'session')}: ${tag}`}</StatusTag>
            <span>{say}</span>
          </li>
        ))}
      </ul>
      {leftOver > 0 ? (
        <p>
          {counted(leftOver, 'more session')} did not fit in one go. You find the offer again{' '}
          {slug === paths.ownSlug
            ? 'on your list of things to do.'
            : 'on the page of what is still open in one of them.'}
        </p>
      ) : null}
    </Card>
  )
}

function Sessions({ slug, mends, now }: { slug: string; mends: readonly SeenMend[]; now: Date }) {
  return (
    <section className="grid gap-3">
      <h2>Every session</h2>
      <Rows label="Every session">
        {mends.map((mend) => {
          const { status, tag } = mendWords(mend)
          const startsAt = mend.occurrenceAt ?? mend.startsAt
          return (
            <Row
              key={mend.mendId}
              title={sessionName(mend.topic)}
              href={paths.mend(mend.mendId, slug)}
              detail={
                <>
                  {mend.coachName ? `${mend.coachName}, ` : null}
                  {startsAt ? <Time at={startsAt} now={now} as="when" /> : 'No fixed time'}
                  {mend.occurrenceAt ? ', this time only' : null}
                </>
              }
              roomy
            >
              <StatusTag status={status}>{tag}</StatusTag>
            </Row>
          )
        })}
      </Rows>
    </section>
  )
}

function NotKept({ mends }: { mends: readonly SeenMend[] }) {
  const notKept = mends.find(({ state, undoes }) => state === 'not_kept' && undoes === null)
  return notKept ? <WhatToDoAtZoom mend={notKept} /> : null
}

function PutBack({
  slug,
  run: { runId, putBackUntil },
  now,
}: {
  slug: string
  run: SeenRun
  now: Date
}) {
  if (!putBackUntil) return null
  return (
    <Card as="section">
      <h2>Not what you wanted?</h2>
      <p>
        We kept what was there before. You can have it all back until{' '}
        <Time at={putBackUntil} now={now} as="when" />, or one session by itself.
      </p>
      <ButtonLink href={paths.mendRunPutBack(runId, slug)} look="plain" full>
        Put it all back
      </ButtonLink>
    </Card>
  )
}
