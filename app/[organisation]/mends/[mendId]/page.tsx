import type { Metadata } from 'next'
import { actorUserId, type Context } from '#lib/context'
import { isUnderWay } from '#lib/core/mends/states'
import { mendWords, readBackWords } from '#lib/core/mends/words'
import * as paths from '#lib/core/paths'
import { getMend } from '#lib/mends/get-mend'
import { namesOfUsers } from '#lib/memberships/names-of-users'
import type { SeenMend } from '#lib/mends/mend-seen'
import { BackLink } from '../../../components/back-link'
import { ButtonLink } from '../../../components/button'
import { Card } from '../../../components/card'
import { Changes } from '../../../components/changes'
import { Fact, Facts } from '../../../components/facts'
import { Live } from '../../../components/live'
import { Stack, Two } from '../../../components/page-layout'
import { StatusTag } from '../../../components/status-tag'
import { Time } from '../../../components/time'
import { orNotFound } from '../../../edge/or-not-found'
import { pageContext } from '../../../edge/page-context'
import { WhatToDoAtZoom } from '../what-to-do-at-zoom'
import { whereOf } from '../where-of'

export const metadata: Metadata = { title: 'A change in Zoom' }

/** One change that Touchline was asked for: what, how it stands, and the way back. */
export default async function MendPage({ params }: PageProps<'/[organisation]/mends/[mendId]'>) {
  const { organisation: slug, mendId } = await params
  const ctx = await pageContext(slug, paths.mend(mendId, slug))
  const mend = await orNotFound(getMend(ctx, { mendId }))
  const { status, tag, title, say } = mendWords(mend)
  const isOwn = slug === paths.ownSlug
  const underWay = isUnderWay(mend.state)
  return (
    <>
      {isOwn ? (
        <BackLink href={paths.me()}>Back to what there is to do</BackLink>
      ) : (
        <BackLink href={paths.findings(slug)}>Back to what there is to mend</BackLink>
      )}
      <div className="grid gap-3">
        <StatusTag status={status}>{tag}</StatusTag>
        <h1>{title}</h1>
        <p className="text-lead">{say}</p>
        <output className="sr-only">{title}</output>
      </div>
      {underWay ? <Live every_ms={2000} /> : null}
      <Two>
        <Stack as="section" label="What was to change">
          <Card as="section">
            <h2>{mend.undoes ? 'What was to be put back' : 'What was to change'}</h2>
            <p>{whereOf({ ...mend, slug })}</p>
            <Changes changes={mend.changes} />
          </Card>
          {mend.state === 'not_kept' || mend.state === 'unproved' ? <Now mend={mend} /> : null}
        </Stack>
        <Stack as="aside" label="What you can do, and what happened">
          {underWay ? (
            <Card as="section">
              <h2>How far is it?</h2>
              <ButtonLink href={paths.mend(mendId, slug)} look="plain" full>
                Look again
              </ButtonLink>
            </Card>
          ) : null}
          {mend.state === 'not_kept' && mend.undoes === null ? (
            <WhatToDoAtZoom mend={mend} />
          ) : null}
          {mend.putBackUntil ? <PutBack slug={slug} mend={mend} now={ctx.now} /> : null}
          <Happened slug={slug} mend={mend} who={await whoSaid(ctx, mend)} now={ctx.now} />
        </Stack>
      </Two>
    </>
  )
}

/** In a club any of its officers may look at what another one confirmed. */
async function whoSaid(ctx: Context, { confirmedBy }: SeenMend): Promise<string> {
  if (actorUserId(ctx) === confirmedBy) return 'You'
  return (await namesOfUsers([confirmedBy])).get(confirmedBy)?.name ?? 'Somebody'
}

function Now({ mend }: { mend: SeenMend }) {
  return (
    <Card as="section">
      <h2>What Zoom has now</h2>
      <Facts>
        {mend.changes.map((change) => (
          <Fact key={change.path} name={change.name}>
            {readBackWords(change, mend.readBack?.[change.path])}
          </Fact>
        ))}
      </Facts>
    </Card>
  )
}

type Shown = { slug: string; mend: SeenMend; now: Date }

function PutBack({ slug, mend: { mendId, putBackUntil }, now }: Shown) {
  if (!putBackUntil) return null
  return (
    <Card as="section">
      <h2>Not what you wanted?</h2>
      <p>
        We kept what was there before. You can have it back until{' '}
        <Time at={putBackUntil} now={now} as="when" />.
      </p>
      <ButtonLink href={paths.mendPutBack(mendId, slug)} look="plain" full>
        Put it back
      </ButtonLink>
    </Card>
  )
}

function Happened({ slug, mend, who, now }: Shown & { who: string }) {
  const { confirmedAt, sentAt, settledAt, auditId, undoes, runId } = mend
  return (
    <Card as="section">
      <h2>What happened</h2>
      <Facts>
        <Fact name={`${who} said yes`}>
          <Time at={confirmedAt} now={now} as="when" />
        </Fact>
        {sentAt ? (
          <Fact name="Sent to Zoom">
            <Time at={sentAt} now={now} as="when" />
          </Fact>
        ) : null}
        {settledAt ? (
          <Fact name={mendWords(mend).tag}>
            <Time at={settledAt} now={now} as="when" />
          </Fact>
        ) : null}
      </Facts>
      {auditId ? (
        <a href={paths.audit(slug, auditId)} className="inline-block py-2.5">
          The check that reads it back
        </a>
      ) : null}
      {runId ? (
        <a href={paths.mendRun(runId, slug)} className="inline-block py-2.5">
          All sessions that were changed with it
        </a>
      ) : null}
      {undoes ? (
        <a href={paths.mend(undoes, slug)} className="inline-block py-2.5">
          The change that this puts back
        </a>
      ) : null}
    </Card>
  )
}
